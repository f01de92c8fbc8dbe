namespace Sweeps.Engine.Schedules;

/// <summary>Several changes, as torch.optim.lr_scheduler.MultiStepLR makes them.</summary>
internal sealed class MultiStep : ScheduleDescriptor
{
    public override string Name => "multi_step";

    public override IReadOnlyList<string> NearestOf { get; } = ["multisteplr", "piecewise", "piecewise_constant", "milestones"];

    public override string Summary => "The learning rate, multiplied by gamma at each of the milestones, which are fractions of the steps.";

    public override string Formula => "gamma to the power of the number of milestones with milestone·steps ≤ step, the steps counted from 0";

    public override IReadOnlyList<ScheduleNumber> Numbers { get; } = [new("gamma", "The factor at each milestone.", 0, 1e6, Example: 0.1, Default: 0.1)];

    public override ScheduleNumber List { get; } = new("milestones", "The fractions of the steps after which gamma applies once more.", 0, 1, Example: 0.5);

    public override double Factor(ReadOnlySpan<double> numbers, int step, int steps)
    {
        var factor = 1.0;
        foreach (var milestone in numbers[1..])
            // In decimals, as it was written: 0.55 of 100 steps are 55 and not the double's 55.000000000000007.
            factor *= step < (decimal)milestone * steps ? 1 : numbers[0];
        return factor;
    }

    public override bool IsConstantOver(ReadOnlySpan<double> numbers, int steps) => numbers[0] == 1 || steps - 1 < (decimal)numbers[1] * steps;
}
