namespace Sweeps.Core.Handlers;

/// <summary>The exception for a handler that failed. Its run fails with this message; other runs are not affected.</summary>
internal sealed class HandlerException(string message, Exception? inner = null) : Exception(message, inner);
