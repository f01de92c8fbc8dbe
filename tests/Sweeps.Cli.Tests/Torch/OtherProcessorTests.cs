using System.Text.Json.Nodes;
using Sweeps.Tests;

namespace Sweeps.Cli.Tests.Torch;

/// <summary>LibTorch told to compute as on a processor without AVX2: equal runs with other last bits.</summary>
[Kind(TestKind.Process)]
[Kind(TestKind.Torch)]
public sealed class OtherProcessorTests(InstalledTorch torch) : IClassFixture<InstalledTorch>
{
    private const string Capability = "ATEN_CPU_CAPABILITY";
    private static readonly KeyValuePair<string, string?> s_usual = new(Capability, null);

    [Fact]
    public void What_was_trained_on_another_processor_cannot_be_told_and_is_not_called_different()
    {
        using var program = new TorchProgram(torch, s_usual);
        var file = program.At.Define(more: "engine: torch");
        var trained = program.RunWith(Capability, "default", "run", file, "--quiet");
        Assert.True(trained.ExitCode == 0, trained.ToString());
        var execution = JsonNode.Parse(File.ReadAllText(program.At.In("results", "small", "provenance.json")))!["executions"]![0]!;
        Assert.Equal(("default", "1"), ((string?)execution["machine"]![Capability], (string?)execution["machine"]!["threads"]));
        Assert.Matches("family [0-9]+ model [0-9]+|arm64", (string?)execution["machine"]!["processor"]);
        Assert.Matches("^[0-9a-f]{64}$", (string?)execution["assemblies"]!["Sweeps.Torch.dll"]);
        Assert.Equal("torch-f32-1, TorchSharp 0.107.0, LibTorch 2.10.0", (string?)execution["arithmetic"]);

        var there = program.RunWith(Capability, "default", "verify", "results/small");
        Assert.True(there.ExitCode == 0, there.ToString());

        var here = program.Run("verify", "results/small");
        Assert.True(here.ExitCode == 3, here.ToString());
        Assert.Contains("cannot tell: the last bits depend on the processor with this engine, and the run was trained elsewhere (ATEN_CPU_CAPABILITY: default, here not set)", here.Out, StringComparison.Ordinal);
        var told = JsonNode.Parse(program.Run("rerun", "results/small", "0", "1", "2", "3", "--json").Out)!;
        var unsure = (int)told["cannot_tell"]!;
        Assert.Equal((0, 4, true), ((int)told["different"]!, (int)told["equal"]! + unsure, unsure > 0));
        Assert.Contains($"0 different, {unsure} of which nobody can tell here.", here.Out, StringComparison.Ordinal);
        Assert.Contains(told["runs"]!.AsArray(), run => (string?)run!["result"] is "cannot_tell");

        // Runs of both in one folder, and two folders.
        var mixed = program.Run("run", file, "--set", "activation=[tanh,gelu,relu]");
        Assert.True(mixed.ExitCode == 0, mixed.ToString());
        Assert.Contains("warning: Stored runs were trained elsewhere (ATEN_CPU_CAPABILITY: default, here not set).", mixed.Error, StringComparison.Ordinal);
        program.Done("run", file, "--quiet", "--out", "here");
        var diff = program.Run("diff", "results/small", "here/small");
        Assert.Equal(3, diff.ExitCode);
    }

    [Fact]
    public void A_difference_on_the_same_processor_is_one()
    {
        using var program = new TorchProgram(torch, s_usual);
        program.Done("run", program.At.Define(more: "engine: torch"), "--quiet");
        var folder = program.At.In("results", "small");
        Verification.PlantedChange.In(Path.Combine(folder, "losses.parquet"), "loss", rows => rows.RowCount / 2);
        var verified = program.Run("verify", "results/small", "--json");
        Assert.True(verified.ExitCode == 3, verified.ToString());
        var told = JsonNode.Parse(verified.Out)!;
        Assert.Equal((1, 0, 3), ((int)told["different"]!, (int)told["cannot_tell"]!, (int)told["equal"]!));
    }

    [Fact]
    public void Another_build_of_the_same_version_is_warned_of()
    {
        using var program = new TorchProgram(torch, s_usual);
        using var other = new InstalledTorch();
        var file = program.At.Define(more: "engine: torch");
        program.Done("run", file, "--quiet");
        // Bytes behind the last section are read by nobody.
        InstalledTorch.Replace(Path.Combine(other.Folder, "Sweeps.Torch.dll"), bytes => [.. bytes, 0]);
        var again = program.RunWith("SWEEPS_TORCH", other.Folder, "run", file, "--quiet");
        Assert.True(again.ExitCode == 0, again.ToString());
        Assert.Contains("warning: 'Sweeps.Torch.dll' is another build than the one that trained stored runs, and states the same version", again.Error, StringComparison.Ordinal);
        Assert.Equal("", program.Run("run", file, "--quiet").Error);
    }
}
