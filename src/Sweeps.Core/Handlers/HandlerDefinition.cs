using Sweeps.Tables;

namespace Sweeps.Core.Handlers;

/// <summary>A handler as a definition asks for it.</summary>
/// <param name="Name">The name of its table: the kind's name unless <c>name:</c> gives another.</param>
/// <param name="Kind">The kind of the handler.</param>
/// <param name="Options">A value for each option of the kind.</param>
/// <param name="Schedule">The steps that it observes.</param>
public sealed record HandlerDefinition(string Name, IHandlerKind Kind, HandlerOptions Options, HandlerSchedule Schedule)
{
    /// <summary>16 hexadecimal digits of a hash over everything besides the run that determines the rows: kind, options and schedule, but not the name.</summary>
    public string Signature => HandlerSignature.Of(Kind, Options, Schedule);

    /// <summary>Whether every option of the kind has its default value, whatever the name and the schedule.</summary>
    public bool HasDefaultOptions => HandlerSignature.Same(Kind, Options, KindCheck.Defaults(Kind));

    /// <summary>Its table without rows.</summary>
    internal TableData NewTable() => Kind is EvaluationTable evaluations ? new TableData(evaluations.Schema) : new HandlerRows(Kind.Columns(Options)).Table;
}
