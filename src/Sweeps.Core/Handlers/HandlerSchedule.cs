namespace Sweeps.Core.Handlers;

/// <summary>The steps at which a handler looks: the union of what is set; every step if nothing is.</summary>
/// <param name="Every">0, k, 2k, …; null for not at intervals.</param>
/// <param name="At">These steps; a negative one counts from the end (-1 is the last).</param>
/// <param name="First">The first so many steps.</param>
/// <param name="Last">The last so many steps.</param>
public sealed record HandlerSchedule(int? Every, IReadOnlyList<int> At, int First = 0, int Last = 0)
{
    /// <summary>Every step.</summary>
    public static HandlerSchedule Always { get; } = new(1, []);

    /// <param name="step">From 0.</param>
    /// <param name="steps">The run's steps.</param>
    public bool IsDue(int step, int steps)
    {
        if (Every is { } every && step % every == 0)
            return true;
        if (step < First || step >= steps - Last)
            return true;
        // Not foreach: its enumerator over an interface would be an allocation per step.
        for (var i = 0; i < At.Count; i++)
            if (step == (At[i] < 0 ? steps + At[i] : At[i]))
                return true;
        return false;
    }

    /// <summary>At how many steps it is due, or a few more: steps named twice count twice.</summary>
    public long LooksOf(int steps) =>
        Math.Min(steps, (Every is { } every ? (steps + (long)every - 1) / every : 0) + At.Count + First + Last);

    /// <summary>Whether the other schedule was written with the same numbers.</summary>
    public bool Equals(HandlerSchedule? other) =>
        other is not null && Every == other.Every && First == other.First && Last == other.Last && At.SequenceEqual(other.At);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Every, First, Last, At.Count);
}
