namespace Sweeps.Engine.Schedules;

/// <summary>One change, as torch.optim.lr_scheduler.MultiStepLR makes it with one milestone.</summary>
internal sealed class StepChange : ScheduleDescriptor
{
    public override string Name => "step";

    public override string Summary => "The learning rate, and factor times it from the fraction at of the steps on.";

    public override string Formula => "1 before step at·steps, counted from 0, and factor from there on";

    public override IReadOnlyList<ScheduleNumber> Numbers { get; } =
    [
        new("at", "The fraction of the steps after which the factor applies.", 0, 1, Example: 0.5),
        new("factor", "The factor from then on.", 0, 1e6, Example: 0.1),
    ];

    public override double Factor(ReadOnlySpan<double> numbers, int step, int steps) => step < ChangesAt(numbers, steps) ? 1 : numbers[1];

    public override bool IsConstantOver(ReadOnlySpan<double> numbers, int steps) => numbers[1] == 1 || steps - 1 < ChangesAt(numbers, steps);

    // In decimals, as it was written: 0.55 of 100 steps are 55 and not the double's 55.000000000000007.
    private static decimal ChangesAt(ReadOnlySpan<double> numbers, int steps) => (decimal)numbers[0] * steps;
}
