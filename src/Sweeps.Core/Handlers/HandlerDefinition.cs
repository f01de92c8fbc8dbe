namespace Sweeps.Core.Handlers;

/// <summary>A handler as a definition asks for it.</summary>
/// <param name="Name">Of its table: the kind's unless <c>name:</c> gives another.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Options">A value for each option of the kind.</param>
/// <param name="Schedule">When it looks.</param>
public sealed record HandlerDefinition(string Name, IHandlerKind Kind, HandlerOptions Options, HandlerSchedule Schedule);
