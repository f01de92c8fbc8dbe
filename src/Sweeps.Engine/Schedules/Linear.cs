namespace Sweeps.Engine.Schedules;

/// <summary>A straight line, as torch.optim.lr_scheduler.LinearLR over all steps but one.</summary>
internal sealed class Linear : ScheduleDescriptor
{
    public override string Name => "linear";

    public override IReadOnlyList<string> CalledElsewhere { get; } = ["linearlr", "linear_decay", "polynomial"];

    public override string Summary => "A straight line from the learning rate to factor times it, which the last step has.";

    public override string Formula => "1 + (factor − 1)·t";

    public override IReadOnlyList<ScheduleNumber> Numbers { get; } = [new("factor", "The factor of the last step.", 0, 1e6, Example: 0.1, Default: 0)];

    public override double Factor(ReadOnlySpan<double> numbers, int step, int steps) => 1 + ((numbers[0] - 1) * Progress(step, steps));

    public override bool IsConstantOver(ReadOnlySpan<double> numbers, int steps) => numbers[0] == 1 || steps == 1;
}
