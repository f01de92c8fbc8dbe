namespace Sweeps.Core.Handlers;

/// <summary>A handler failed. Its run fails with this message, never its siblings.</summary>
internal sealed class HandlerException(string message, Exception? inner = null) : Exception(message, inner);
