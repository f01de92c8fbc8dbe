using System.Text.Json.Nodes;
using Sweeps.Cli.Tests.Processes;
using Sweeps.Tests;

namespace Sweeps.Cli.Tests.Verbs;

/// <summary>A sweep whose definition extends another: its results folder stands for itself, and a change of the base is one of the sweep.</summary>
[Kind(TestKind.Long)]
public sealed class ExtendedSweepTests : IDisposable
{
    private readonly Workspace _at = new();
    private readonly string _folder;
    private readonly string _base;
    private readonly string _definition;

    public ExtendedSweepTests()
    {
        _folder = _at.In("o", "small");
        _at.Define();
        Directory.CreateDirectory(_at.In("common"));
        _base = _at.In("common", "base.yaml");
        File.Move(_at.In("small.yaml"), _base);
        File.Move(_at.In("words.txt"), _at.In("common", "words.txt"));
        File.WriteAllText(_definition = _at.In("top.yaml"), "# What it is for.\nextends: common/base.yaml\nseed: 3\n");
    }

    public void Dispose() => _at.Dispose();

    [Fact]
    public async Task The_folder_holds_the_composed_definition()
    {
        await Invoke(0, "run", _definition, "--out", _at.In("o"), "--quiet");
        var text = File.ReadAllText(Path.Combine(_folder, "definition.yaml"));
        Assert.StartsWith("# What it is for.\n\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\nextends:", text, StringComparison.Ordinal);
        Assert.Contains("common/words.txt", text, StringComparison.Ordinal);
        Assert.Contains("\nseed: 3\n", text, StringComparison.Ordinal);

        // Nothing of the two files is needed any more.
        File.Delete(_base);
        File.Delete(_definition);
        await Invoke(0, "summary", _folder);
        var status = JsonNode.Parse((await Invoke(0, "status", _folder, "--json")).Out)!;
        Assert.Equal(0, (int)status["remaining"]!);
        await Invoke(0, "rerun", _folder, "0");
        await Invoke(0, "report", _folder);
    }

    [Fact]
    public async Task What_is_set_goes_on_top_and_is_composed_as_well()
    {
        await Invoke(0, "run", _definition, "--out", _at.In("o"), "--quiet", "--set", "seed=7");
        Assert.Contains("\nseed: 7\n", File.ReadAllText(Path.Combine(_folder, "composed.yaml")), StringComparison.Ordinal);
        Assert.Contains("\nseed: 3\n", File.ReadAllText(Path.Combine(_folder, "definition.yaml")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_of_the_base_is_a_change_of_the_sweep()
    {
        await Invoke(0, "run", _definition, "--out", _at.In("o"), "--quiet");
        var runs = (int)JsonNode.Parse((await Invoke(0, "status", _folder, "--json")).Out)!["completed"]!;
        File.AppendAllText(_base, "max_cells: 999\n");
        await Invoke(0, "run", _definition, "--out", _at.In("o"), "--quiet", "--limit", "0");
        Assert.Contains("max_cells: 999", File.ReadAllText(Path.Combine(_folder, "definition.yaml")), StringComparison.Ordinal);
        Assert.Equal(runs, (int)JsonNode.Parse((await Invoke(0, "status", _folder, "--json")).Out)!["completed"]!);

        File.WriteAllText(_definition, "extends: common/base.yaml\nseed: 4\n");
        await Invoke(0, "run", _definition, "--out", _at.In("o"), "--quiet", "--shard", "1/2", "--limit", "0");
        Assert.Equal((0, runs), (JsonNode.Parse((await Invoke(0, "status", _folder, "--json")).Out)! is var status ? (int)status["completed"]! : -1, (int)status!["dropped"]!));
    }

    [Fact]
    public async Task Mistakes_of_both_files_are_listed_with_their_places()
    {
        File.AppendAllText(_base, "max_cells: none\n");
        File.AppendAllText(_definition, "report: perhaps\n");
        var error = (await Invoke(1, "plan", _definition, "--out", _at.In("o"))).Error;
        Assert.Contains($"{_definition}:4:9: ", error, StringComparison.Ordinal);
        Assert.Contains($"{_base}:{File.ReadAllLines(_base).Length}:12: ", error, StringComparison.Ordinal);
    }

    private static async Task<Finished> Invoke(int exitCode, params string[] arguments)
    {
        var result = await InProcess.Invoke(arguments);
        Assert.True(result.ExitCode == exitCode, $"{string.Join(' ', arguments)}: {result.ExitCode}\n{result.Out}\n{result.Error}");
        return result;
    }
}
