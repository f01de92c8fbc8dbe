using Sweeps.Core.Outcomes;

namespace Sweeps.Core.Journals;

/// <summary>Somewhere runs are stored. Not thread-safe.</summary>
internal abstract class RunSource : IDisposable
{
    /// <summary>For messages.</summary>
    public abstract string Path { get; }

    /// <summary>Everything of the run at a place.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public RunRecord Load(long place)
    {
        var record = EarlierRows.Completed(Read(place));
        return record with { Outcome = record.Outcome.Restated(record.Losses.Span) };
    }

    /// <summary>Everything of the run at a place, as it is stored.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    protected abstract RunRecord Read(long place);

    /// <summary>The outcome of the run at a place.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public RunOutcome LoadOutcome(long place) => ReadOutcome(place) is { IsFromBeforeChance: false } outcome ? outcome : Load(place).Outcome;

    /// <summary>The outcome of the run at a place, as it is stored.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    protected abstract RunOutcome ReadOutcome(long place);

    /// <summary>The losses of the run at a place.</summary>
    /// <exception cref="InvalidDataException">They are damaged.</exception>
    public virtual ReadOnlyMemory<float> LoadLosses(long place) => Load(place).Losses;

    public abstract void Dispose();
}
