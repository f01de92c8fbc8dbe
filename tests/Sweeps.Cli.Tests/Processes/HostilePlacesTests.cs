using System.Text.Json.Nodes;
using Sweeps.Cli.Tests.Faults;
using Sweeps.Tests;

namespace Sweeps.Cli.Tests.Processes;

/// <summary>Results folders in which others have been at work.</summary>
[Kind(TestKind.Process)]
public sealed class HostilePlacesTests : IDisposable
{
    private readonly Workspace _at = new();

    public void Dispose() => _at.Dispose();

    [Theory]
    [InlineData("log.jsonl")]
    [InlineData(".lock")]
    public void What_is_appended_to_or_held_is_never_a_link_that_leads_out(string link)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Making links needs a privilege there.");
        File.WriteAllText(_at.In("victim"), "precious");
        Directory.CreateDirectory(_at.In("results", "small"));
        File.CreateSymbolicLink(_at.In("results", "small", link), _at.In("victim"));
        var refused = _at.Run("run", _at.Define());
        Assert.True(refused.ExitCode == 4, refused.ToString());
        Assert.Contains($"{link}' is a link, where a file of the sweep belongs", refused.Error, StringComparison.Ordinal);
        Assert.Equal("precious", File.ReadAllText(_at.In("victim")));
    }

    [Fact]
    public void In_somebody_elses_folder_one_may_read_and_is_told_that_one_may_not_write()
    {
        Assert.SkipUnless(OrdinaryUser.Exists && Environment.IsPrivilegedProcess, "It takes root to be somebody else.");
        var file = _at.Define();
        Assert.Equal(0, _at.Run("run", file, "--quiet").ExitCode);
        var sums = _at.Checksums("results/small");
        OrdinaryUser.Allow(_at.Folder, Directory.CreateDirectory(_at.In("own")).FullName);

        foreach (var arguments in new string[][] { ["summary", "results/small"], ["status", "results/small"], ["show", "results/small", "1"], ["rerun", "results/small", "0"], ["plan", file] })
            Assert.True(Ordinary(arguments) is { ExitCode: 0 } read && !read.Error.Contains("error", StringComparison.Ordinal), arguments[0]);
        foreach (var arguments in new string[][] { ["run", file], ["run", file, "--fresh"], ["merge", "results/small"], ["run", file, "--out", "elsewhere"] })
        {
            var refused = Ordinary(arguments);
            Assert.True(refused.ExitCode == 4, refused.ToString());
            Assert.Contains("denied", refused.Error, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("   at ", refused.Error, StringComparison.Ordinal);
        }

        Assert.Equal(sums, _at.Checksums("results/small"));
        Assert.Equal(0, Ordinary("run", file, "--out", "own", "--quiet").ExitCode);
        Assert.Equal(sums, _at.Checksums("own/small"));
    }

    [Fact]
    public void A_plugin_that_a_results_folder_names_is_never_loaded()
    {
        File.WriteAllText(_at.In("p.yaml"), "name: p\ndataset: { source: words.txt }\ntrain: { steps: 20, batch_size: 4 }\nhandlers: [ failing: { width: 1 } ]\n");
        Assert.Equal(0, _at.Run("run", "p.yaml", "--plugin", Workspace.Plugin, "--quiet").ExitCode);
        Assert.Contains(Workspace.Plugin, JsonNode.Parse(File.ReadAllText(_at.In("results", "p", "provenance.json")))!.ToString(), StringComparison.Ordinal);
        foreach (var verb in new[] { "verify", "merge" })
        {
            var refused = _at.Run(verb, "results/p");
            Assert.True(refused.ExitCode == 1, refused.ToString());
            Assert.Contains("a plugin is loaded only if you name it", refused.Error, StringComparison.Ordinal);
        }

        Assert.Equal(0, _at.Run("verify", "results/p", "--plugin", Workspace.Plugin).ExitCode);
    }

    private Finished Ordinary(params IEnumerable<string> arguments)
    {
        using var process = OrdinaryUser.Start(_at.Folder, arguments);
        return process.Wait();
    }
}
