namespace Sweeps.Training.Catalogues;

/// <summary>A schedule: the factor on the learning rate over the steps of a run. It depends only on the step, so a resumed run needs no state for it.</summary>
public abstract class ScheduleDescriptor : Descriptor
{
    /// <summary>The factor of a step, as a formula of the schedule's numbers and of t, which is 0 at the first step and 1 at the last: <c>1 + (factor − 1)·t</c>.</summary>
    public abstract string Formula { get; }

    /// <summary>The numbers that it is written with, in the order in which they are stored. The order never changes, since it is part of the identities of runs. <value>Default none.</value></summary>
    public virtual IReadOnlyList<ScheduleNumber> Numbers => [];

    /// <summary>Numbers of which there are one or more, written as a list and stored behind the others in ascending order. <value>Default null: there is no list.</value></summary>
    public virtual ScheduleNumber? List => null;

    /// <summary>The factor on the learning rate.</summary>
    /// <param name="numbers">The values of <see cref="Numbers"/>, and then those of <see cref="List"/>.</param>
    /// <param name="step">From 0 to <paramref name="steps"/> − 1.</param>
    /// <param name="steps">Of the run, at least 1.</param>
    public abstract double Factor(ReadOnlySpan<double> numbers, int step, int steps);

    /// <summary>The momentum of a step, which the optimizer has in the place of its own if it has one; null leaves it as it is. <value>Default null.</value></summary>
    /// <param name="numbers">The values of <see cref="Numbers"/>, and then those of <see cref="List"/>.</param>
    /// <param name="step">From 0 to <paramref name="steps"/> − 1.</param>
    /// <param name="steps">Of the run, at least 1.</param>
    public virtual double? Momentum(ReadOnlySpan<double> numbers, int step, int steps) => null;

    /// <summary>Whether every step of a run has the factor 1 and the optimizer's own momentum. Such a run is that without a schedule.</summary>
    /// <param name="numbers">The values of <see cref="Numbers"/>, and then those of <see cref="List"/>.</param>
    /// <param name="steps">Of the run, at least 1.</param>
    public abstract bool IsConstantOver(ReadOnlySpan<double> numbers, int steps);

    /// <summary>How far a run is: 0 at its first step and 1 at its last; 0 if it has one step.</summary>
    /// <param name="step">From 0.</param>
    /// <param name="steps">Of the run.</param>
    protected static double Progress(int step, int steps) => steps < 2 ? 0 : (double)step / (steps - 1);
}

/// <summary>A number that a schedule is written with: <c>{ step: { at: 0.5, factor: 0.1 } }</c>.</summary>
/// <param name="Name">Its key: lower case, words joined by '_'.</param>
/// <param name="Summary">One sentence.</param>
/// <param name="Minimum">The least value that is allowed.</param>
/// <param name="Maximum">The greatest value that is allowed.</param>
/// <param name="Example">A value for messages and documentation.</param>
/// <param name="Default">The value where it is not written; null if it has to be. A schedule all of whose numbers have a default can be written as its name.</param>
/// <param name="IsWhole">Whether it is a whole number.</param>
public sealed record ScheduleNumber(string Name, string Summary, double Minimum, double Maximum, double Example, double? Default = null, bool IsWhole = false);
