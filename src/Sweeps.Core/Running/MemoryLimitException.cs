namespace Sweeps.Core.Running;

/// <summary>The exception for a run that does not fit into the allowed memory. Its message can be shown to a user.</summary>
public sealed class MemoryLimitException(string message, Exception? inner = null) : Exception(message, inner);
