using System.Text;
using Sweeps.Core.Definitions;
using Sweeps.Core.Plans;
using Sweeps.Tests;
using Sweeps.Training;
using Sweeps.Training.Catalogues;

namespace Sweeps.Core.Tests.Definitions;

/// <summary>What a definition can say of optimizers and of learning rates by role.</summary>
public sealed class OptimizerParameterTests
{
    [Fact]
    public void An_optimizer_brings_its_options_along()
    {
        var cell = Assert.Single(Cells("train: { optimizer: { kind: adam, beta1: 0.8, eps: 1e-6, weight_decay: 0.1 } }"));

        Assert.Equal("adam", cell.Settings.Training.Optimizer);
        Assert.Equal(
            [("train.optimizer.beta1", 0.8), ("train.optimizer.beta2", 0.999), ("train.optimizer.eps", 1e-6), ("train.optimizer.weight_decay", 0.1)],
            cell.Settings.Training.OptimizerOptions.All.Select(option => (option.Key, (double)option.Value)));
    }

    /// <summary>What another optimizer has is not part of a run: neither of its settings nor of its identity.</summary>
    [Fact]
    public void Options_of_another_optimizer_have_no_effect()
    {
        Assert.Equal(Cells("").Single().Run, Cells("train: { optimizer: { kind: sgd, beta1: 0.5 } }").Single().Run);
        Assert.Equal(2, Cells("grid: { optimizer: [sgd, adam], momentum: [0, 0.9] }").Count(cell => cell.Settings.Training.Optimizer is "sgd"));
        Assert.Single(Cells("grid: { optimizer: [sgd, adam], momentum: [0, 0.9] }"), cell => cell.Settings.Training.Optimizer is "adam");
        Assert.Equal(3, Cells("grid: { optimizer: [sgd, adam], beta1: [0.5, 0.9] }").Select(cell => cell.Run).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Roles_have_learning_rates_of_their_own()
    {
        var cells = Cells("train: { lr: 0.1, lr_of: { embedding: 0.5, norm: inherit } }\ngrid: { lr_hidden: [inherit, 0.1, 0.2] }");

        Assert.Equal([new RoleRates(0.5, null, null, null), new(0.5, 0.1, null, null), new(0.5, 0.2, null, null)], cells.Select(cell => cell.Settings.Training.RateOf));
        Assert.Equal(3, cells.Select(cell => cell.Run).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(new RoleRates(Embedding: 0.1, Hidden: 0.2, Logits: 0.3, Norm: 0.4), Cells("train: { lr_of: { norm: 0.4, logits: 0.3, hidden: 0.2, embedding: 0.1 } }").Single().Settings.Training.RateOf);
        Assert.Equal(Cells("").Single().Run, Cells("train: { lr_of: { embedding: inherit, hidden: inherit, logits: inherit, norm: inherit } }").Single().Run);
    }

    /// <summary>Two short names that look alike: the longer one came later and takes nothing away.</summary>
    [Fact]
    public void Earlier_short_names_mean_what_they_meant() =>
        Assert.Equal("model.batch_norm.eps", Shipped.Parameters.Find("bn_eps")!.Name);

    [Fact]
    public void Every_option_of_every_optimizer_is_a_parameter() =>
        Assert.All(
            new Sweeps.Engine.Training.TrainingEngine().Catalogue.Optimizers.SelectMany<OptimizerDescriptor, OptionDeclaration>(optimizer => optimizer.Options),
            option => Assert.Equal(option.ShortName, Shipped.Parameters.Find(option.Name)?.ShortName));

    private static List<PlannedCell> Cells(string yaml)
    {
        var result = DefinitionReader.Read(Encoding.UTF8.GetBytes("name: x\n" + yaml), "d.yaml", ".", Reader.Context);
        Assert.Empty(result.Errors);
        return [.. PlanReader.Plan(result).Plan!.Cells()];
    }
}
