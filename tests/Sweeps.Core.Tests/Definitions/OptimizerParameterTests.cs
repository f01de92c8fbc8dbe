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

    /// <summary>torch.optim.AdamW(weight_decay=0.01), all others 0; what is written is taken.</summary>
    [Fact]
    public void The_weight_decay_is_the_optimizer_s_usual_one()
    {
        double[] Decays(string yaml) => [.. Cells(yaml).Select(cell => (double)cell.Settings.Training.OptimizerOptions.All.Single(option => option.Key is "train.optimizer.weight_decay").Value)];
        Assert.Equal([0, 0, 0.01, 0], Decays("grid: { optimizer: [sgd, adam, adamw, rmsprop] }"));
        Assert.Equal([0.1, 0.1], Decays("train: { optimizer: { weight_decay: 0.1 } }\ngrid: { optimizer: [adam, adamw] }"));
        Assert.Equal(Cells("").Single().Run, Cells("train: { optimizer: { weight_decay: 0 } }").Single().Run);
        Assert.Equal(Cells("train: { optimizer: { kind: adamw } }").Single().Run, Cells("train: { optimizer: { kind: adamw, weight_decay: 0.01 } }").Single().Run);
    }

    /// <summary>torch.optim.SGD has neither without a momentum, and Nesterov's form only without dampening.</summary>
    [Fact]
    public void Nesterov_and_dampening_act_with_momentum()
    {
        Assert.Equal(Cells("").Single().Run, Cells("train: { optimizer: { nesterov: true, dampening: 0.5 } }").Single().Run);
        Assert.Equal(3, Cells("train: { optimizer: { momentum: 0.9 } }\ninclude: [{ lr: 0.2 }, { nesterov: true }, { dampening: 0.5 }]").Select(cell => cell.Run).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(
            "d.yaml:1:1: the optimizer sgd cannot be like this: nesterov goes with no dampening",
            Assert.Single(Reader.PlanResult("name: x\ntrain: { optimizer: { momentum: 0.9, nesterov: true, dampening: 0.5 } }").Errors).ToString());
    }

    [Fact]
    public void Roles_have_weight_decays_of_their_own()
    {
        var cell = Assert.Single(Cells("train: { weight_decay_of: { norm: 0, hidden: 0.2 }, optimizer: { kind: adamw } }"));
        Assert.Equal(new RoleRates(null, 0.2, null, 0), cell.Settings.Training.DecayOf);
        Assert.Equal(Cells("").Single().Run, Cells("train: { weight_decay_of: { norm: inherit } }").Single().Run);
    }

    [Fact]
    public void A_warm_up_is_shorter_than_the_run()
    {
        Assert.Equal(7, Cells("train: { warmup_steps: 7, steps: 8 }").Single().Settings.Training.WarmupSteps);
        Assert.Equal(
            "d.yaml:2:24: warmup_steps is 8, and steps is 8; the warm-up must be shorter than the run",
            Assert.Single(Reader.PlanResult("name: x\ntrain: { warmup_steps: 8, steps: 8 }").Errors).ToString());
    }

    [Theory]
    [InlineData("one_cycle", "one_cycle(0.3, 25, 10000, 0.85, 0.95)")]
    [InlineData("{ one_cycle: { pct_start: 0.2 } }", "one_cycle(0.2, 25, 10000, 0.85, 0.95)")]
    [InlineData("{ exponential: { gamma: 0.99 } }", "exponential(0.99)")]
    [InlineData("{ cosine_restarts: { t_0: 10 } }", "cosine_restarts(10, 1, 0)")]
    [InlineData("{ multi_step: { milestones: [0.75, 0.5] } }", "multi_step(0.1, 0.5, 0.75)")]
    [InlineData("{ multi_step: { milestones: [0.5], gamma: 0.5 } }", "multi_step(0.5, 0.5)")]
    public void Schedules_are_stored_with_all_their_numbers(string written, string stored) =>
        Assert.Equal(stored, Reader.Value(Cells($"train: {{ schedule: {written} }}").Single(), "schedule"));

    [Theory]
    [InlineData("{ multi_step: { gamma: 0.5 } }", "schedule.multi_step.milestones is missing")]
    [InlineData("{ multi_step: { milestones: 0.5 } }", "it must be a list of numbers")]
    [InlineData("{ multi_step: { milestones: [] } }", "it must be a list of numbers")]
    [InlineData("{ multi_step: { milestones: [0.5, 3] } }", "schedule.multi_step.milestones is the number 3; it must be a finite number from 0 to 1")]
    [InlineData("{ cosine_restarts: { t_0: 1.5 } }", "schedule.cosine_restarts.t_0 is the number 1.5; it must be a whole number from 1 to 10000000")]
    [InlineData("{ exponential: {} }", "schedule.exponential.gamma is missing")]
    public void What_a_schedule_lacks_is_said(string written, string said) =>
        Assert.Contains(said, Assert.Single(Reader.PlanResult($"name: x\ntrain: {{ schedule: {written} }}").Errors).ToString(), StringComparison.Ordinal);

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
