using System.Text.Json.Nodes;
using Sweeps.Tests;

namespace Sweeps.Cli.Tests.Torch;

/// <summary><c>sweeps verify DIR --engine torch</c>, with LibTorch.</summary>
[Kind(TestKind.Process)]
[Kind(TestKind.Torch)]
public sealed class LockstepVerbTests(InstalledTorch torch) : IClassFixture<InstalledTorch>
{
    [Fact]
    public void Every_kind_of_tensor_of_a_trained_sweep_is_compared_and_equal()
    {
        using var program = new TorchProgram(torch);
        program.Done("run", program.At.Define(steps: 120, grid: "grid: { activation: [tanh, relu], norm: [layer, batch] }"), "--quiet");
        var told = program.Done("verify", "results/small", "--engine", "torch", "--workers", "1");
        Assert.Equal(4, told.Split("steps 0, 1, 10, 100, 119, 119 after a resume:").Length - 1);
        foreach (var kind in (string[])["loss", "output", "output gradient", "parameter gradient", "applied step", "statistics"])
            Assert.Matches($@"\n  {kind} +[1-9][0-9,]* +[1-9][0-9,]* +0\.[0-9][0-9] ", told);
        // A bias before batch norm has no effect: its gradient is zero but for rounding, and not compared.
        Assert.Matches(@"parameter gradient .* [1-9][0-9]* \(zero but for rounding\)", told);
        Assert.Contains("4 runs looked at: 4 equal to 'torch' within rounding, 0 different. Distances are in tolerances: up to 1 is rounding.", told, StringComparison.Ordinal);
        Assert.Equal(told, program.Done("verify", "results/small", "--engine", "torch", "--workers", "3"));
    }

    [Fact]
    public void Named_steps_are_compared_of_a_sample()
    {
        using var program = new TorchProgram(torch);
        program.Done("run", program.At.Define(), "--quiet");
        var told = JsonNode.Parse(program.Done("verify", "results/small", "--engine", "torch", "--steps", "3,17", "--sample", "1", "--json"))!;
        var run = Assert.Single(told["runs"]!.AsArray())!;
        Assert.Equal("[3,17]", run["steps"]!.ToJsonString());
        Assert.Equal(("equal", 17, "torch"), ((string?)run["result"], (int)run["resumed_at"]!, (string?)told["engine"]));

        var none = program.Run("verify", "results/small", "--engine", "torch", "--steps", "60");
        Assert.True(none.ExitCode == 3, none.ToString());
        Assert.Contains("cell 0: not compared: it has 60 steps, and none of those that were named.", none.Out, StringComparison.Ordinal);
        Assert.Contains("0 equal to 'torch' within rounding, 0 different, 4 not compared.", none.Out, StringComparison.Ordinal);
    }

    /// <summary>An engine with another coefficient in the approximation of GELU: the constant of its compiled code is changed.</summary>
    [Fact]
    public void A_planted_difference_is_found_and_the_first_tensor_told()
    {
        using var program = new TorchProgram(torch);
        using var wrong = new InstalledTorch();
        InstalledTorch.Replace(Path.Combine(wrong.Folder, "Sweeps.Torch.dll"), bytes => Constant(bytes, 0.044715, 0.05));
        program.Done("run", program.At.Define(grid: "grid: { activation: [tanh, gelu_tanh], norm: [none, layer] }"), "--quiet");
        var told = program.RunWith("SWEEPS_TORCH", wrong.Folder, "verify", "results/small", "--engine", "torch", "--steps", "0,9");
        Assert.True(told.ExitCode == 3, told.ToString());
        Assert.Equal(2, told.Out.Split("The first that differs: output of GELUTanh.0, step 0: number ").Length - 1);
        Assert.Contains("4 runs looked at: 2 equal to 'torch' within rounding, 2 different.", told.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_compared_is_counted_and_said()
    {
        using var program = new TorchProgram(torch);
        program.Done("run", program.At.Define(grid: "grid: { lr: [0.1, 1000000], activation: [relu] }"), "--quiet");
        var told = program.Run("verify", "results/small", "--engine", "torch", "--steps", "50");
        Assert.True(told.ExitCode == 3, told.ToString());
        Assert.Matches(@"cell 1: not compared: it diverged at step [0-9]+\.", told.Out);
        Assert.Contains("2 runs looked at: 1 equal to 'torch' within rounding, 0 different, 1 not compared.", told.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void An_engine_is_not_compared_with_itself()
    {
        using var program = new TorchProgram(torch);
        program.Done("run", program.At.Define(more: "engine: torch"), "--quiet", "--limit", "1");
        var told = program.Run("verify", "results/small", "--engine", "torch");
        Assert.True(told.ExitCode == 1, told.ToString());
        Assert.Contains("The runs are trained with the engine 'torch' itself", told.Error, StringComparison.Ordinal);
    }

    /// <summary>A number that the compiled code loads (ECMA-335, III.3.40: ldc.r8), changed in the one place where it stands.</summary>
    private static byte[] Constant(byte[] assembly, double from, double to)
    {
        const byte LoadDouble = 0x23;
        byte[] sought = [LoadDouble, .. BitConverter.GetBytes(from)];
        var place = assembly.AsSpan().IndexOf(sought);
        Assert.True(place >= 0);
        Assert.Equal(-1, assembly.AsSpan(place + 1).IndexOf(sought));
        BitConverter.TryWriteBytes(assembly.AsSpan(place + 1), to);
        return assembly;
    }
}
