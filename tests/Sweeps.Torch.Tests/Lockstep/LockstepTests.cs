using Sweeps.Core.Verification.Lockstep;
using Sweeps.Tests;
using Sweeps.Training.Lockstep;

namespace Sweeps.Torch.Tests.Lockstep;

/// <summary>Every step of the managed engine beside the same step of LibTorch, from the same weights on the same batch.</summary>
[Kind(TestKind.Torch)]
public sealed class LockstepTests(ITestOutputHelper output)
{
    private const int LeastNetworks = 200;

    [Fact]
    public void Every_tensor_of_every_network_is_that_of_LibTorch()
    {
        var check = new LockstepCheck(Engines.Managed, Engines.Torch);
        var different = new List<string>();
        var compared = new List<TensorComparison>();
        foreach (var (name, cell, data) in LockstepNetworks.All)
        {
            var report = check.Check(cell, data, LockstepCheck.DefaultSteps(cell.Training.Steps), TestContext.Current.CancellationToken);
            Assert.Null(report.DivergedAt);
            Assert.Equal([0, 1, 10, LockstepNetworks.Steps - 1, LockstepNetworks.Steps - 1], report.Steps.Select(step => step.Step));
            Assert.Equal([false, false, false, false, true], report.Steps.Select(step => step.IsResumed));
            compared.AddRange(report.Steps.SelectMany(step => step.Tensors));
            if (report.First is var (step, tensor))
                different.Add($"{name}: step {step.Step}, {tensor}");
        }

        output.WriteLine($"{LockstepNetworks.All.Count} networks");
        foreach (var kind in Enum.GetValues<StepTensorKind>().Where(kind => kind != StepTensorKind.Input))
        {
            var of = compared.Where(tensor => tensor.Kind == kind).ToList();
            output.WriteLine($"{kind}: {of.Count(tensor => tensor.LeftOut == LeftOut.No)} tensors, {of.Where(tensor => tensor.LeftOut == LeftOut.No).Sum(tensor => (long)tensor.Values)} values, "
                + $"largest distance {of.Max(tensor => tensor.Ratio):F3} tolerances; left out: {of.Count(tensor => tensor.LeftOut == LeftOut.Kink)} kink, {of.Count(tensor => tensor.LeftOut == LeftOut.Zero)} zero, {of.Count(tensor => tensor.LeftOut == LeftOut.Overflow)} overflow");
            Assert.Contains(of, tensor => tensor.LeftOut == LeftOut.No && tensor.Largest > 0);
        }

        different.ForEach(output.WriteLine);
        Assert.True(LockstepNetworks.All.Count >= LeastNetworks);
        Assert.Empty(different);
    }
}
