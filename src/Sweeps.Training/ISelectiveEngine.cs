namespace Sweeps.Training;

/// <summary>An engine that cannot train everything that definitions can ask for. It is asked about every cell before anything is trained.</summary>
public interface ISelectiveEngine : ITrainingEngine
{
    /// <summary>Why runs with these settings cannot be trained, whatever the data: a sentence without a full stop that begins with a small letter; null if they can.</summary>
    /// <param name="cell">All that determines the run besides its data.</param>
    string? Refuses(CellSettings cell);
}
