using System.Text.Json.Nodes;
using Sweeps.Tests;

namespace Sweeps.Cli.Tests.Torch;

/// <summary>Sweeps with <c>engine: torch</c>, as processes.</summary>
[Kind(TestKind.Process)]
[Kind(TestKind.Torch)]
public sealed class TorchSweepTests(InstalledTorch torch) : IClassFixture<InstalledTorch>
{
    private const int Steps = 500 * 3;

    [Theory]
    [InlineData("KILL", 1, true)]
    [InlineData("KILL", 2, false)]
    [InlineData("INT", 1, false)]
    [InlineData("INT", 2, true)]
    public void An_interrupted_sweep_ends_with_the_same_values(string signal, int workers, bool hasHandlers)
    {
        using var program = new TorchProgram(torch);
        var file = program.At.Define(steps: Steps, grid: "grid: { activation: [tanh, relu], norm: [layer, batch] }", more: "engine: torch");
        if (!hasHandlers)
            File.WriteAllText(program.At.In(file), string.Concat(File.ReadLines(program.At.In(file)).Where(line => !line.StartsWith("  - ", StringComparison.Ordinal) && !line.StartsWith("handlers", StringComparison.Ordinal)).Select(line => line + "\n")));
        program.Done("run", file, "--quiet", "--workers", "3", "--out", "whole");

        using (var process = program.Start("run", file, "--json", "--workers", workers.ToString(System.Globalization.CultureInfo.InvariantCulture)))
        {
            Assert.True(process.WaitFor("\"run_finished\""));
            process.Signal(signal);
            var stopped = process.Wait();
            Assert.True(stopped.ExitCode == (signal is "INT" ? 130 : 137), stopped.ToString());
        }

        var before = JsonNode.Parse(program.Done("status", "results/small", "--json"))!;
        Assert.InRange((int)before["completed"]!, 1, 3);
        program.Done("run", file, "--quiet", "--workers", "2");
        Assert.Equal(program.Done("digest", "whole/small"), program.Done("digest", "results/small"));
        Assert.Equal(program.At.Checksums("whole/small"), program.At.Checksums("results/small"));
    }

    [Fact]
    public void The_arithmetic_of_the_other_engine_has_no_effect()
    {
        using var program = new TorchProgram(torch);
        var file = program.At.Define(grid: "grid: { arithmetic: [fast, pytorch], activation: [tanh, relu] }");
        var torched = JsonNode.Parse(program.Done("plan", file, "--set", "engine=torch", "--json"))!;
        Assert.Equal(2, (int)torched["cells"]!);
        Assert.Contains("arithmetic", program.Done("plan", file, "--set", "engine=torch"), StringComparison.Ordinal);
        Assert.Equal(4, (int)JsonNode.Parse(program.Done("plan", file, "--json"))!["cells"]!);
        program.Done("run", file, "--set", "engine=torch", "--set", "arithmetic=pytorch", "--quiet", "--out", "one");
        program.Done("run", file, "--set", "engine=torch", "--set", "arithmetic=fast", "--quiet", "--out", "other");
        Assert.Equal(program.Done("digest", "one/small"), program.Done("digest", "other/small"));
    }

    [Fact]
    public void Engines_are_listed_with_versions_and_what_each_can_train()
    {
        using var program = new TorchProgram(torch);
        var engines = JsonNode.Parse(program.Done("engines", "--json"))!["engines"]!.AsArray();
        Assert.Equal(["managed", "torch"], engines.Select(engine => (string?)engine!["name"]));
        var found = engines[1]!;
        Assert.True((bool)found["here"]!);
        Assert.Null(found["why_missing"]);
        Assert.Equal("torch-f32-1, TorchSharp 0.107.0, LibTorch 2.10.0", (string?)found["arithmetic"]);
        foreach (var kind in (string[])["activations", "norms", "optimizers", "losses", "initialisations", "schedules"])
            Assert.NotEmpty(found[kind]!.AsArray());
        Assert.Contains(found["activations"]!.AsArray(), name => (string?)name is "relu");
        Assert.False(string.IsNullOrEmpty((string?)found["machine"]!["processor"]));
        Assert.Empty(engines[0]!["machine"]!.AsObject());
        var text = program.Done("engines");
        Assert.Matches(@"torch:[^\n]*\n +here +yes", text);
        Assert.Matches(@"bits depend on +.*processor", text);
    }
}
