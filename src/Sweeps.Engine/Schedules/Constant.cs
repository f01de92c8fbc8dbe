namespace Sweeps.Engine.Schedules;

/// <summary>No schedule.</summary>
internal sealed class Constant : ScheduleDescriptor
{
    public override string Name => "constant";

    public override IReadOnlyList<string> CalledElsewhere { get; } = ["fixed", "flat", "const", "constantlr"];

    public override string Summary => "The same learning rate at every step.";

    public override string Formula => "1";

    public override double Factor(ReadOnlySpan<double> numbers, int step, int steps) => 1;

    public override bool IsConstantOver(ReadOnlySpan<double> numbers, int steps) => true;
}
