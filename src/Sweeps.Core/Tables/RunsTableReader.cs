using Sweeps.Core.Files;
using Sweeps.Core.Outcomes;
using Sweeps.Core.Outcomes.Measures;
using Sweeps.Core.Parameters;
using Sweeps.Tables;

namespace Sweeps.Core.Tables;

/// <summary>Reads rows of <c>runs.parquet</c> with columns in any order. The columns are found once for many rows.</summary>
internal sealed class RunsTableReader
{
    private readonly ParameterSet _set;
    private readonly ColumnData?[] _parameters;
    private readonly Parameter[] _added;
    private readonly ColumnData<int> _cell;
    private readonly ColumnData<string> _run;
    private readonly ColumnData<string> _status;
    private readonly ColumnData<int> _divergedAt;
    private readonly ColumnData<string> _error;
    private readonly (Measure Measure, ColumnData<double>? Column)[] _figures;
    private readonly (string Measure, ColumnData? Column)[] _statistics;
    private readonly ColumnData<long> _count;
    private readonly ColumnData<string> _sha256;
    private readonly ColumnData<string>? _findings;
    private readonly IReadOnlyList<HandlerKey> _handlers;

    /// <exception cref="InvalidDataException">A column is missing or of another type.</exception>
    public RunsTableReader(TableData table, ParameterSet parameters, IReadOnlyList<HandlerKey> handlers)
    {
        _set = parameters;
        _handlers = handlers;
        _parameters = [.. parameters.All.Select(parameter => Column(table, parameter))];
        _added = [.. parameters.All.Where(parameter => _parameters[parameter.Index] is null)];
        _cell = Column<int>(table, "cell");
        _run = Column<string>(table, "run");
        _status = Column<string>(table, "status");
        _divergedAt = Column<int>(table, "diverged_at");
        _error = Column<string>(table, "error");
        _count = Column<long>(table, "parameters");
        _sha256 = Column<string>(table, "weights_sha256");
        // Tables of versions without findings, statistics, metrics and a level of chance can be read; the columns are added when the tables are written again.
        _figures = [.. MeasureCatalogue.Journaled.Select(measure => (measure, measure.IsAdded && table.Schema.IndexOf(measure.Name) < 0 ? null : Column<double>(table, measure.Name)))];
        _statistics =
        [
            .. MeasureCatalogue.Series.Select(measure => (measure.Name, table.Schema.IndexOf(measure.Name) < 0 ? null : (ColumnData?)Column<double>(table, measure.Name))),
            .. Added(table.Schema, parameters).Select(column => (column.Name, (ColumnData?)table.Columns[table.Schema.IndexOf(column.Name)])),
        ];
        _findings = table.Schema.IndexOf("findings") < 0 ? null : Column<string>(table, "findings");
    }

    /// <exception cref="InvalidDataException">The row has values that no run can have.</exception>
    public RunOutcome Read(int row)
    {
        var run = _run.Values[row];
        var parameters = new object?[_parameters.Length];
        for (var i = 0; i < parameters.Length; i++)
            parameters[i] = _parameters[i]?.Boxed(row);
        AddedParameters.Fill(parameters, _added, _set);
        var outcome = new RunOutcome
        {
            Run = RunId.IsValid(run) ? run : throw NoId(run),
            Cell = _cell.Values[row],
            Parameters = new ParameterValues(_set, parameters),
            Status = RunStatusNames.Parse(_status.Values[row]),
            DivergedAt = Optional(_divergedAt, row),
            Error = _error.IsNull(row) ? null : _error.Values[row],
            Losses = LossFigures.Unknown,
            Statistics = new(_statistics.Select(statistic => KeyValuePair.Create(statistic.Measure, statistic.Column?.Boxed(row)))),
            ParameterCount = _count.Values[row],
            WeightsSha256 = _sha256.IsNull(row) ? null : _sha256.Values[row],
            Findings = _findings is null || _findings.IsNull(row) ? null : _findings.Values[row],
            Handlers = _handlers,
        };
        foreach (var (measure, column) in _figures)
            outcome = measure.Restore!(outcome, column is null ? null : Optional(column, row));
        return outcome;
    }

    /// <summary>The id in a cell of the column <c>run</c>.</summary>
    /// <exception cref="InvalidDataException">The text is no id.</exception>
    public static ulong IdOf(string run) => RunId.TryParse(run, out var id) ? id : throw NoId(run);

    private static InvalidDataException NoId(string run) => new($"'{run}' is no run's id.");

    /// <summary>The columns of measures that a definition added, which are after all others.</summary>
    private static IEnumerable<ColumnSchema> Added(TableSchema schema, ParameterSet parameters) => schema.Columns
        .SkipWhile(column => column.Name is not "findings").Skip(1)
        .Where(column => column.Type is ColumnType.Double or ColumnType.Boolean && parameters.Find(column.Name) is null && MeasureCatalogue.Find(column.Name) is null);

    private static T? Optional<T>(ColumnData<T> column, int row)
        where T : struct => column.IsNull(row) ? null : column.Values[row];

    private static ColumnData<T> Column<T>(TableData table, string name)
    {
        var index = table.Schema.IndexOf(name);
        return index >= 0 && table.Columns[index] is ColumnData<T> column
            ? column
            : throw new InvalidDataException($"The table has no column '{name}' of type {typeof(T).Name}.");
    }

    // Null for a parameter that was added later: the runs were trained with its default.
    private static ColumnData? Column(TableData table, Parameter parameter)
    {
        var schema = parameter.Column;
        var index = table.Schema.IndexOf(schema.Name);
        if (index < 0 && parameter.SilentAtDefault)
            return null;
        return index >= 0 && table.Columns[index].Schema.Type == schema.Type
            ? table.Columns[index]
            : throw new InvalidDataException($"The table has no column '{schema.Name}' of type {schema.Type}.");
    }
}
