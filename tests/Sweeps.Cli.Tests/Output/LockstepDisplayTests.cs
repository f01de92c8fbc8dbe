using System.Text.Json;
using Sweeps.Cli.Output;
using Sweeps.Core.Verification.Lockstep;
using Sweeps.Training.Lockstep;

namespace Sweeps.Cli.Tests.Output;

public sealed class LockstepDisplayTests
{
    private static readonly TensorComparison s_near = new(StepTensorKind.Output, "Linear.0", 1200, 2, 1e-6, 2e-6);
    private static readonly TensorComparison s_far = new(StepTensorKind.Gradient, "Linear.0.weight", 300, 1, 3e-5, 1e-6) { Worst = 17, Ours = 0.25003, Exact = 0.25 };
    private static readonly TensorComparison s_zero = new(StepTensorKind.Gradient, "Linear.0.bias", 4, 1e-18, 1, 1e-24) { LeftOut = LeftOut.Zero };

    [Fact]
    public void Equal_runs_end_with_exit_code_0()
    {
        var (text, exitCode) = Show(json: false, Run(s_near, s_zero));
        Assert.Equal(0, exitCode);
        Assert.Contains("run 00000000000000aa, cell 3: steps 0, 9, 9 after a resume:", text, StringComparison.Ordinal);
        Assert.Matches(@"output +3 +3,600 +0\.50 +step 0 Linear\.0\r?\n", text);
        Assert.Matches(@"parameter gradient +0 +0 +0\.00 +3 \(zero but for rounding\)", text);
        Assert.DoesNotContain("The first that differs", text, StringComparison.Ordinal);
        Assert.Contains("1 run looked at: 1 equal to 'torch' within rounding, 0 different.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_tensor_that_differs_is_told_and_the_exit_code_is_3()
    {
        var (text, exitCode) = Show(json: false, Run(s_near, s_far));
        Assert.Equal(3, exitCode);
        Assert.Contains("The first that differs: parameter gradient of Linear.0.weight, step 0: number 17 is 0.25003 and should be 0.25; the tolerance is 1E-06.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_cannot_be_compared_is_no_equal_one()
    {
        var (text, exitCode) = Show(json: false, new LockstepRun("00000000000000bb", 4, null, "the engine 'torch' cannot compute it: no reason"));
        Assert.Equal(3, exitCode);
        Assert.Contains("cell 4: not compared: the engine 'torch' cannot compute it: no reason.", text, StringComparison.Ordinal);
        Assert.Contains("0 different, 1 not compared.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void As_json_every_kind_is_there()
    {
        var (text, exitCode) = Show(json: true, Run(s_near, s_far));
        Assert.Equal(3, exitCode);
        var run = JsonDocument.Parse(text).RootElement.GetProperty("runs")[0];
        Assert.Equal("different", run.GetProperty("result").GetString());
        Assert.Equal(9, run.GetProperty("resumed_at").GetInt32());
        Assert.Equal(["output", "parameter_gradient"], run.GetProperty("tensors").EnumerateArray().Select(kind => kind.GetProperty("kind").GetString()));
        Assert.Equal(("Linear.0.weight", 17), (run.GetProperty("first").GetProperty("name").GetString(), run.GetProperty("first").GetProperty("number").GetInt32()));
    }

    private static LockstepRun Run(params TensorComparison[] tensors) => new(
        "00000000000000aa", 3, new LockstepReport([new(0, IsResumed: false, tensors), new(9, IsResumed: false, tensors), new(9, IsResumed: true, tensors)], DivergedAt: null), Unfit: null);

    private static (string Text, int ExitCode) Show(bool json, LockstepRun run)
    {
        using var output = new StringWriter();
        var display = new LockstepDisplay(new Terminal(output, TextWriter.Null, IsInteractive: false, HasColours: false), json, "torch");
        display.Write(run);
        var exitCode = display.Close();
        return (output.ToString(), exitCode);
    }
}
