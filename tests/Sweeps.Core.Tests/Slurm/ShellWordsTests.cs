using System.Diagnostics;
using System.Globalization;
using System.Text;
using Sweeps.Core.Text;
using Sweeps.Tests;

namespace Sweeps.Core.Tests.Slurm;

[Kind(TestKind.Process)]
public sealed class ShellWordsTests
{
    [Theory]
    [InlineData("lr=0.1", "lr=0.1")]
    [InlineData("", "''")]
    [InlineData("it's", @"'it'\''s'")]
    [InlineData("=x", "'=x'")]
    [InlineData("a\u001b[31m'b\\", @"$'a\033[31m\'b\\'")]
    public void Words_are_quoted_where_they_need_it(string word, string quoted) => Assert.Equal(quoted, ShellWords.Join([word]));

    [Fact]
    public void A_shell_reads_every_character_back_in_every_locale_and_none_of_them_is_invisible()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no such shell.");
        var characters = Enumerable.Range(1, 0x2FFF).Concat(Enumerable.Range(0xE000, 0x100)).Concat(Enumerable.Range(0xFEFF, 0x100)).Append(0x1F600).Append(0xE0001).Select(code => new Rune(code).ToString()).ToList();
        string[] words = [.. characters.Chunk(64).Select(some => string.Concat(some)), .. characters.Take(200).SelectMany(one => new[] { one, one + "a", "'" + one })];
        var line = ShellWords.Join(words);
        Assert.DoesNotContain(line.EnumerateRunes(), rune => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.PrivateUse);
        foreach (var locale in new[] { "C", "C.UTF-8" })
            Assert.Equal(words, Read(line, locale));
    }

    private static string[] Read(string line, string locale)
    {
        var script = Path.GetTempFileName();
        try
        {
            File.WriteAllText(script, $"printf '%s\\0' {line}\n");
            var start = new ProcessStartInfo("bash", [script]) { UseShellExecute = false, RedirectStandardOutput = true, StandardOutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) };
            start.Environment["LC_ALL"] = locale;
            using var bash = TestProcess.Start(start)!;
            var read = bash.StandardOutput.ReadToEnd();
            bash.WaitForExit();
            Assert.Equal(0, bash.ExitCode);
            return read.Split('\0')[..^1];
        }
        finally
        {
            File.Delete(script);
        }
    }
}
