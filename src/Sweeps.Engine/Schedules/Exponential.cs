namespace Sweeps.Engine.Schedules;

/// <summary>A factor at each step, as torch.optim.lr_scheduler.ExponentialLR.</summary>
internal sealed class Exponential : ScheduleDescriptor
{
    public override string Name => "exponential";

    public override IReadOnlyList<string> NearestOf { get; } = ["exponentiallr", "exponential_decay", "exp"];

    public override string Summary => "The learning rate times gamma at each step.";

    public override string Formula => "gamma^step, the steps counted from 0";

    public override IReadOnlyList<ScheduleNumber> Numbers { get; } = [new("gamma", "The factor from each step to the next.", 0, 2, Example: 0.999)];

    // By squaring: Math.Pow is the platform's, whose bits differ.
    public override double Factor(ReadOnlySpan<double> numbers, int step, int steps)
    {
        var (result, power) = (1.0, numbers[0]);
        for (var exponent = step; exponent > 0; exponent >>= 1, power *= power)
            if ((exponent & 1) != 0)
                result *= power;
        return result;
    }

    public override bool IsConstantOver(ReadOnlySpan<double> numbers, int steps) => numbers[0] == 1 || steps == 1;
}
