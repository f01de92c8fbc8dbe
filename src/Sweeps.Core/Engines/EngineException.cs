namespace Sweeps.Core.Engines;

/// <summary>An engine cannot be had here. The message is a sentence for people that says what to do.</summary>
/// <param name="message">What is missing, and what brings it.</param>
/// <param name="inner">What failed; null for nothing.</param>
public sealed class EngineException(string message, Exception? inner = null) : Exception(message, inner);
