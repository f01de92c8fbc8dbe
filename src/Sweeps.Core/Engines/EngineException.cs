namespace Sweeps.Core.Engines;

/// <summary>The exception for an engine that is not available. Its message tells the user what to do.</summary>
/// <param name="message">The missing part, and how to get it.</param>
/// <param name="inner">The cause; null if there is none.</param>
public sealed class EngineException(string message, Exception? inner = null) : Exception(message, inner);
