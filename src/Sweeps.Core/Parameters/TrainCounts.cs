namespace Sweeps.Core.Parameters;

/// <summary>Counts the examples that cells train on. Thread-safe.</summary>
internal abstract class TrainCounts
{
    /// <summary>Examples of a cell's training split; null if they cannot be counted, since a rule refuses the data.</summary>
    /// <param name="cell">Its values as they are given; those that follow from others may be missing yet.</param>
    public abstract int? Of(CellValues cell);
}
