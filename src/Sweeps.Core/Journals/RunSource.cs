using Sweeps.Core.Outcomes;

namespace Sweeps.Core.Journals;

/// <summary>A file or a set of files in which runs are stored. Not thread-safe.</summary>
internal abstract class RunSource : IDisposable
{
    /// <summary>The path, for messages.</summary>
    public abstract string Path { get; }

    /// <summary>Reads the run at a place.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public RunRecord Load(long place)
    {
        var record = EarlierRows.Completed(Read(place));
        return record with { Outcome = record.Outcome.Restated(record.Losses.Span) };
    }

    /// <summary>Reads the run at a place without conversion from earlier versions.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    protected abstract RunRecord Read(long place);

    /// <summary>Reads the outcome of the run at a place.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public RunOutcome LoadOutcome(long place) => ReadOutcome(place) is { IsFromBeforeChance: false } outcome ? outcome : Load(place).Outcome;

    /// <summary>Reads the outcome of the run at a place without conversion from earlier versions.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    protected abstract RunOutcome ReadOutcome(long place);

    /// <summary>Reads the losses of the run at a place.</summary>
    /// <exception cref="InvalidDataException">The losses are damaged.</exception>
    public virtual ReadOnlyMemory<float> LoadLosses(long place) => Load(place).Losses;

    public abstract void Dispose();
}
