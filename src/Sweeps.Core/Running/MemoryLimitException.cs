namespace Sweeps.Core.Running;

/// <summary>What is to be trained does not fit into the memory that it may use. The message can be shown to a user as it is.</summary>
public sealed class MemoryLimitException(string message, Exception? inner = null) : Exception(message, inner);
