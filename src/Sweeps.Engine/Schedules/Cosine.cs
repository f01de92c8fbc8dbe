using Sweeps.Numerics.Functions;

namespace Sweeps.Engine.Schedules;

/// <summary>Cosine annealing without restarts (Loshchilov and Hutter 2017), as torch.optim.lr_scheduler.CosineAnnealingLR over all steps but one.</summary>
internal sealed class Cosine : ScheduleDescriptor
{
    public override string Name => "cosine";

    public override IReadOnlyList<string> CalledElsewhere { get; } = ["cosine_annealing", "cosineannealinglr", "cosine_decay", "cos", "annealing"];

    public override IReadOnlyList<string> NearestOf { get; } = ["plateau", "reduce_on_plateau", "reducelronplateau", "inverse_sqrt", "cyclic"];

    public override string Summary => "Half a cosine from the learning rate to factor times it, which the last step has.";

    public override string Formula => "factor + (1 − factor)·(1 + cos πt)/2";

    public override IReadOnlyList<ScheduleNumber> Numbers { get; } = [new("factor", "The factor of the last step.", 0, 1e6, Example: 0.1, Default: 0)];

    public override double Factor(ReadOnlySpan<double> numbers, int step, int steps) =>
        numbers[0] + ((1 - numbers[0]) * 0.5 * (1 + Elementary.SinCosTurns(Progress(step, steps) / 2).Cos));

    public override bool IsConstantOver(ReadOnlySpan<double> numbers, int steps) => numbers[0] == 1 || steps == 1;
}
