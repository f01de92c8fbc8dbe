namespace Sweeps.Training;

/// <summary>The exception of a run that cannot go on as it was started, and can be started again: the engine then trains it in another way.</summary>
/// <param name="message">A sentence that says why.</param>
public sealed class RunRestartException(string message) : Exception(message);
