using Sweeps.Numerics.Functions;

namespace Sweeps.Engine.Schedules;

/// <summary>A factor at each step, as torch.optim.lr_scheduler.ExponentialLR.</summary>
internal sealed class Exponential : ScheduleDescriptor
{
    public override string Name => "exponential";

    public override IReadOnlyList<string> NearestOf { get; } = ["exponentiallr", "exponential_decay", "exp"];

    public override string Summary => "The learning rate times gamma at each step.";

    public override string Formula => "gamma^step, the steps counted from 0";

    public override IReadOnlyList<ScheduleNumber> Numbers { get; } = [new("gamma", "The factor from each step to the next.", 0, 2, Example: 0.999)];

    public override double Factor(ReadOnlySpan<double> numbers, int step, int steps) => Elementary.Power(numbers[0], step);

    public override bool IsConstantOver(ReadOnlySpan<double> numbers, int steps) => numbers[0] == 1 || steps == 1;
}
