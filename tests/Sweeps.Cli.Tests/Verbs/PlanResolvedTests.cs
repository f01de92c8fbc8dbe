using System.Text.Json.Nodes;
using Sweeps.Cli.Tests.Processes;

namespace Sweeps.Cli.Tests.Verbs;

/// <summary><c>sweeps plan --resolved</c>: what it prints is a definition of the same run.</summary>
public sealed class PlanResolvedTests : IDisposable
{
    private readonly Workspace _at = new();

    public PlanResolvedTests() => _at.Define(more: "presets: { wide: { width: 11 } }\npreset: wide");

    public void Dispose() => _at.Dispose();

    [Fact]
    public async Task What_it_prints_can_be_run_by_itself()
    {
        var printed = (await Invoke(0, "plan", _at.In("small.yaml"), "--out", _at.In("o"), "--resolved", "--cell", "2", "--set", "lr=0.25")).Out;
        Assert.Contains("  width: 11\n", printed, StringComparison.Ordinal);
        Assert.Contains("  lr: 0.25\n", printed, StringComparison.Ordinal);
        // It lies elsewhere, and the list of words is found nevertheless.
        Directory.CreateDirectory(_at.In("other"));
        File.WriteAllText(_at.In("other", "one.yaml"), printed);
        var json = JsonNode.Parse((await Invoke(0, "plan", _at.In("small.yaml"), "--out", _at.In("o"), "--resolved", "--cell", "2", "--set", "lr=0.25", "--json")).Out)!;
        Assert.Equal((2, printed, "gelu", 11, "wide"), ((int)json["cell"]!, (string)json["definition"]!, (string)json["parameters"]!["activation"]!, (int)json["parameters"]!["width"]!, (string)json["parameters"]!["preset"]!));
        var again = JsonNode.Parse((await Invoke(0, "plan", _at.In("other", "one.yaml"), "--out", _at.In("o"), "--resolved", "--json")).Out)!;
        Assert.Equal((string)json["run"]!, (string)again["run"]!);
        Assert.Equal(printed, (await Invoke(0, "plan", _at.In("small.yaml"), "--out", _at.In("o"), "--resolved", "--cell", ((string)json["run"]!)[..8], "--set", "lr=0.25")).Out);
    }

    [Fact]
    public async Task A_cell_that_there_is_not_is_refused()
    {
        Assert.Contains("has no cell '4': its cells have the numbers 0 to 3", (await Invoke(1, "plan", _at.In("small.yaml"), "--resolved", "--cell", "4")).Error, StringComparison.Ordinal);
        Assert.Contains("Cell 0 is taken out", (await Invoke(1, "plan", _at.In("small.yaml"), "--resolved", "--cell", "0", "--where", "norm == 'layer'")).Error, StringComparison.Ordinal);
        Assert.Contains("--cell goes with --resolved", (await Invoke(1, "plan", _at.In("small.yaml"), "--cell", "0")).Error, StringComparison.Ordinal);
    }

    private static async Task<Finished> Invoke(int exitCode, params string[] arguments)
    {
        var result = await InProcess.Invoke(arguments);
        Assert.True(result.ExitCode == exitCode, $"{string.Join(' ', arguments)}: {result.ExitCode}\n{result.Out}\n{result.Error}");
        return result;
    }
}
