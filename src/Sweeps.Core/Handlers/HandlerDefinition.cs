namespace Sweeps.Core.Handlers;

/// <summary>A handler as a definition asks for it.</summary>
/// <param name="Name">Of its table: the kind's unless <c>name:</c> gives another.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Options">A value for each option of the kind.</param>
/// <param name="Schedule">When it looks.</param>
public sealed record HandlerDefinition(string Name, IHandlerKind Kind, HandlerOptions Options, HandlerSchedule Schedule)
{
    /// <summary>16 hexadecimal digits of a hash over all that determines the rows of a run besides the run itself: kind, options, schedule. Not the name.</summary>
    public string Signature => HandlerSignature.Of(Kind, Options, Schedule);

    /// <summary>Whether every option of the kind has its default value, whatever the name and the schedule.</summary>
    public bool HasDefaultOptions => HandlerSignature.Same(Kind, Options, KindCheck.Defaults(Kind));
}
