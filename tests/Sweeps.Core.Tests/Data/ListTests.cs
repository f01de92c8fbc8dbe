using System.Text;
using Sweeps.Core.Datasets;
using Sweeps.Tests;

namespace Sweeps.Core.Tests.Data;

public sealed class ListTests
{
    [Theory]
    [InlineData("anna\nbob", 2, ".abno")]
    [InlineData("anna\nbob\n", 2, ".abno")]
    [InlineData("\n\n  anna \t\n\n\nbob\n\n", 2, ".abno")]
    [InlineData("\uFEFFanna\r\nbob\r\n", 2, ".abno")]
    [InlineData("anna\rbob", 2, ".abno")]
    [InlineData("de la cruz", 1, ". acdelruz")]
    [InlineData("o'neil\nd-a_b", 2, ".'-_abdeilno")] // '.' is 0 although ' and - come before it
    [InlineData("ñandú", 1, ".adnñú")]
    [InlineData("z\na\uFFFD\n𝒳\né", 4, ".azé\uFFFD𝒳")] // code points, not UTF-16 code units
    public void Words_and_symbols_are_those_of_the_lines(string text, int words, string symbols)
    {
        var (list, problem) = ListReader.Read(Encoding.UTF8.GetBytes(text), "test", null);
        Assert.Null(problem);
        Assert.Equal(words, list!.Words);
        Assert.Equal(symbols, string.Concat(list.Vocabulary));
    }

    [Theory]
    [InlineData("", "it has no words")]
    [InlineData("\uFEFF \n\t\n", "it has no words")]
    [InlineData("anna\nb.b\n", "line 2 has a '.' inside the word")]
    [InlineData("anna\nb\tb\n", "line 2 has the control character U+0009")]
    [InlineData("anna\n\u0000\n", "line 2 has the control character U+0000")]
    [InlineData("anna\nb\u007fb", "line 2 has the control character U+007F")]
    [InlineData("anna\nb\uFEFFb", "line 2 has the control character U+FEFF")]
    [InlineData("anna\nb\u2028b", "line 2 has the control character U+2028")]
    public void What_cannot_be_encoded_is_named(string text, string problem)
    {
        var read = ListReader.Read(Encoding.UTF8.GetBytes(text), "test", null);
        Assert.Null(read.List);
        Assert.StartsWith(problem, read.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new byte[] { 0x61, 0x0A, 0x62, 0xFF, 0x63 }, 3, 2)]
    [InlineData(new byte[] { 0x61, 0x0A, 0x0A, 0xC3 }, 3, 3)] // cut in the middle of a character
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 }, 0, 1)] // a surrogate
    [InlineData(new byte[] { 0xFE, 0xFF, 0x00, 0x61 }, 0, 1)] // UTF-16
    public void Bytes_that_are_not_utf_8_are_named(byte[] bytes, int offset, int line) =>
        Assert.Equal($"it is not UTF-8: the byte at offset {offset}, in line {line}, is wrong; save it as UTF-8", ListReader.Read(bytes, "test", null).Problem);

    [Fact]
    public void Too_many_symbols_or_bytes_are_refused()
    {
        var many = string.Join('\n', Enumerable.Range(0x4E00, 0x5000).Concat(Enumerable.Range(0x20000, 0x5000)).Select(char.ConvertFromUtf32));
        Assert.Equal("it has more than 32767 symbols by line 32768; no more can be encoded", ListReader.Read(Encoding.UTF8.GetBytes(many), "test", null).Problem);
        Assert.Equal("it is larger than 67108864 bytes", ListReader.Read(new byte[ListReader.LargestFile + 1], "test", null).Problem);
    }

    [Fact]
    public void Words_keep_their_order_and_symbols()
    {
        var list = ListReader.Read("cab\na\nb"u8, "test", null).List!;
        Assert.Equal([[3, 1, 2], [1], [2]], Enumerable.Range(0, 3).Select(i => list.Word(i).ToArray().Select(symbol => (int)symbol)));
        Assert.Equal(8, list.Examples);
    }

    /// <summary>Counts and checksums from the notes beside the lists.</summary>
    [Theory]
    [InlineData("names", 32_257, "bd02dfd33179e23ec2dd093cbd4de619834f75d660ef1ae04d3127e7a0110053")]
    [InlineData("us-surnames", 88_799, "4ec7babc98a4ed0347b97fe26d7df34520c577c4e587abf8924e8ddd6939a01d")]
    public void Shipped_lists_are_the_ones_in_the_notes(string name, int words, string sha256)
    {
        var (list, _) = new DataCatalogue([]).Find(name, ".", sha256);
        Assert.Equal((words, sha256, ".abcdefghijklmnopqrstuvwxyz"), (list!.Words, list.Sha256, string.Concat(list.Vocabulary)));
        Assert.Contains($"| `{name}` | {words:N0} | {sha256} |", File.ReadAllText(Path.Combine(Repository.Root, "src", "Sweeps.Core", "Datasets", "Lists", "NOTES.md")), StringComparison.Ordinal);
        Assert.Contains(DatasetKinds.Default.Shipped, shipped => string.Equals(shipped.Name, name, StringComparison.Ordinal));
    }
}
