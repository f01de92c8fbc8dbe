namespace Sweeps.Training;

/// <summary>An engine that cannot train everything that definitions can ask for. It is asked about every cell before anything is trained.</summary>
public interface ISelectiveEngine : ITrainingEngine
{
    /// <summary>The reason why runs with these settings cannot be trained with any data, as a sentence that begins with a small letter and has no full stop; null if they can.</summary>
    /// <param name="cell">All that determines the run besides its data.</param>
    string? Refuses(CellSettings cell);
}
