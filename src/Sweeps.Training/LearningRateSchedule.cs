namespace Sweeps.Training;

/// <summary>The factor on the learning rate over a run's steps: a schedule of the engine's catalogue and its numbers. Immutable; equal if name and numbers are.</summary>
public sealed class LearningRateSchedule : IEquatable<LearningRateSchedule>
{
    private readonly double[] _numbers;

    /// <param name="kind">The name of a schedule of the engine's catalogue.</param>
    /// <param name="numbers">The values of its numbers, in their order.</param>
    public LearningRateSchedule(string kind, params ReadOnlySpan<double> numbers)
    {
        Kind = kind;
        _numbers = numbers.ToArray();
    }

    /// <summary>The factor 1 at every step.</summary>
    public static LearningRateSchedule Constant { get; } = new("constant");

    /// <summary>The name of the schedule.</summary>
    public string Kind { get; }

    /// <summary>The values of its numbers.</summary>
    public ReadOnlySpan<double> Numbers => _numbers;

    /// <inheritdoc/>
    public bool Equals(LearningRateSchedule? other) =>
        other is not null && string.Equals(Kind, other.Kind, StringComparison.Ordinal) && Numbers.SequenceEqual(other.Numbers);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as LearningRateSchedule);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Kind);
}
