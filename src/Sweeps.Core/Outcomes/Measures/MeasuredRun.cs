using Sweeps.Core.Handlers;
using Sweeps.Tables;

namespace Sweeps.Core.Outcomes.Measures;

/// <summary>A run with everything that was recorded for it, as input of measures.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Losses">A loss per step done.</param>
/// <param name="Recorded">The handlers' tables in the order of the definition.</param>
public sealed record MeasuredRun(RunOutcome Outcome, ReadOnlyMemory<float> Losses, IReadOnlyList<MeasuredTable> Recorded)
{
    /// <summary>The rows of a table by its name; null if it was not recorded.</summary>
    public TableData? Table(string name) => Recorded.FirstOrDefault(table => string.Equals(table.Name, name, StringComparison.Ordinal))?.Rows;

    /// <summary>The value of a measure that was computed before; null if it is not known or is no number.</summary>
    public double? Number(string measure) => MeasureCatalogue.Find(measure) is { } known ? known.Number(Outcome) : Outcome.Statistics.Number(measure);

    /// <summary>The tables of a kind of handler, in the order of the definition.</summary>
    internal IEnumerable<MeasuredTable> OfKind(string kind) => Recorded.Where(table => string.Equals(table.Handler?.Kind.Name, kind, StringComparison.Ordinal));

    /// <summary>The numbers of a kind of handler. If several tables have this kind, the one whose handler has the default options is used, or else the first in the definition.</summary>
    internal List<StatisticRow> Rows(string kind, string column)
    {
        var ofKind = OfKind(kind).ToList();
        var chosen = ofKind.Find(table => table.Handler!.HasDefaultOptions) ?? ofKind.FirstOrDefault();
        return chosen is null ? [] : StatisticRow.Of(chosen.Rows, column);
    }
}

/// <summary>The rows that one handler recorded for a run.</summary>
/// <param name="Name">The name of the table.</param>
/// <param name="Rows">step, layer, module_index, module, tensor and the handler's own columns, sorted by step.</param>
/// <param name="Handler">The handler; null if only the table is known.</param>
public sealed record MeasuredTable(string Name, TableData Rows, HandlerDefinition? Handler)
{
    /// <summary>The table of a handler.</summary>
    public static MeasuredTable Of(HandlerTable table) => new(table.Definition.Name, table.Rows, table.Definition);
}
