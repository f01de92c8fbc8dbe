namespace Sweeps.Core.Handlers;

/// <summary>The steps that a handler observes: the union of all settings; every step if nothing is set.</summary>
/// <param name="Every">The interval k for steps 0, k, 2k, …; null for no interval.</param>
/// <param name="At">Single steps; a negative number counts from the end (-1 is the last step).</param>
/// <param name="First">The number of steps at the start.</param>
/// <param name="Last">The number of steps at the end.</param>
public sealed record HandlerSchedule(int? Every, IReadOnlyList<int> At, int First = 0, int Last = 0)
{
    /// <summary>Every step.</summary>
    public static HandlerSchedule Always { get; } = new(1, []);

    /// <param name="step">The step, from 0.</param>
    /// <param name="steps">The number of the run's steps.</param>
    public bool IsDue(int step, int steps)
    {
        if (Every is { } every && step % every == 0)
            return true;
        if (step < First || step >= steps - Last)
            return true;
        // No foreach: its enumerator over an interface would allocate at every step.
        for (var i = 0; i < At.Count; i++)
            if (step == (At[i] < 0 ? steps + At[i] : At[i]))
                return true;
        return false;
    }

    /// <summary>An upper bound for the number of observed steps: steps that are named twice count twice.</summary>
    public long LooksOf(int steps) =>
        Math.Min(steps, (Every is { } every ? (steps + (long)every - 1) / every : 0) + At.Count + First + Last);

    /// <summary>Whether the other schedule has the same settings.</summary>
    public bool Equals(HandlerSchedule? other) =>
        other is not null && Every == other.Every && First == other.First && Last == other.Last && At.SequenceEqual(other.At);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Every, First, Last, At.Count);
}
