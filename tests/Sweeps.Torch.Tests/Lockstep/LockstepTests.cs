using Sweeps.Core.Verification.Lockstep;
using Sweeps.Tests;
using Sweeps.Training;
using Sweeps.Training.Catalogues;
using Sweeps.Training.Lockstep;

namespace Sweeps.Torch.Tests.Lockstep;

/// <summary>Every step of the managed engine beside the same step of LibTorch, from the same weights on the same batch.</summary>
[Kind(TestKind.Torch)]
public sealed class LockstepTests(ITestOutputHelper output)
{
    [Fact]
    public void Every_choice_meets_every_other()
    {
        var models = Engines.Managed.Catalogue;
        string[][] choices =
        [
            [.. LockstepNetworks.Variants(models.Activations).Select(variant => Name(variant.Kind, variant.Options))],
            [.. LockstepNetworks.Variants(models.Norms).Select(variant => Name(variant.Kind, variant.Options))],
            [.. LockstepNetworks.Variants(models.Optimizers).Select(variant => Name(variant.Kind, variant.Options))],
            [.. LockstepNetworks.Variants(models.Parametrizations).Select(variant => Name(variant.Kind, variant.Options))],
            [.. models.Losses.Names],
        ];
        var met = LockstepNetworks.All.Where(network => network.Cell.Network.Residual == ResidualKind.None).Select(network => Choices(network.Cell)).ToList();
        for (var one = 0; one < choices.Length; one++)
            for (var other = one + 1; other < choices.Length; other++)
                Assert.Equal(
                    (from first in choices[one] from second in choices[other] select (first, second)).Order(),
                    met.Select(network => (network[one], network[other])).Distinct().Order());

        string[] Choices(CellSettings cell) =>
        [
            Name(models.Activations.Get(cell.Network.Activation), cell.Network.ActivationOptions),
            Name(models.Norms.Get(cell.Network.Norm), cell.Network.NormOptions),
            Name(models.Optimizers.Get(cell.Training.Optimizer), cell.Training.OptimizerOptions),
            Name(models.Parametrizations.Get(cell.Network.Parametrization), cell.Network.ParametrizationOptions),
            cell.Task.Loss,
        ];

        string Name(Descriptor descriptor, OptionValues options) => $"{descriptor.Name} {string.Join(' ', options.All.Select(option => $"{option.Key}={option.Value}"))}";
    }

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
        Assert.True(LockstepNetworks.All.Count >= LockstepNetworks.LeastNetworks);
        Assert.Empty(different);
    }
}
