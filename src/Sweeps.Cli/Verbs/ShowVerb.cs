using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Sweeps.Cli.Arguments;
using Sweeps.Cli.Output;
using Sweeps.Core.Journals;
using Sweeps.Core.Outcomes;
using Sweeps.Core.Outcomes.Measures;
using Sweeps.Core.Text;
using Sweeps.Tables;

namespace Sweeps.Cli.Verbs;

/// <summary><c>sweeps show DIR RUN</c></summary>
internal static class ShowVerb
{
    private const int MostRows = 60;

    public const string Name = "show";

    public static Verb Descriptor { get; } = new()
    {
        Name = Name,
        Group = VerbGroup.Results,
        Summary = "Shows one run: its outcome, its findings, its parameters, and the last statistics of each layer.",
        Examples =
        [
            new("Show the run of the first cell.", "results/appendix-activations", "0"),
            new("The same as JSON, all figures in full.", "results/appendix-activations", "0", "--json"),
        ],
        Documentation = "docs/findings.md",
        Define = Define,
    };

    private static void Define(Command command, ProgramContext context)
    {
        var terminal = context.Terminal;
        var folder = FolderArgument.Create(context.Settings);
        var run = RunArgument.One(folder, context.Composition);
        command.Add(folder);
        command.Add(run);
        var json = JsonOption.AddTo(command);
        command.SetAction(parsed =>
        {
            var paths = parsed.GetValue(folder)!;
            using var reader = ResultsFolder.Open(paths, context);
            var id = ResultsFolder.Find(paths, reader, parsed.GetValue(run)!, context);
            if (parsed.GetValue(json))
                WriteJson(terminal, reader.Load(id));
            else
                Write(terminal, reader.Load(id));
            return ExitCodes.Done;
        });
    }

    private static void Write(Terminal terminal, RunRecord record)
    {
        var writer = terminal.Out;
        var outcome = record.Outcome;
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"run {outcome.Run}, cell {outcome.Cell}"));
        writer.WriteLine();
        Outcome(outcome).WriteTo(writer, "  ");
        FindingLines.Write(terminal, outcome, record.Tables.SelectMany(rows => rows.Schema.Columns).Select(column => column.Name));
        writer.WriteLine();
        writer.WriteLine("parameters");
        var parameters = new TextTable();
        foreach (var (name, value) in Parameters(outcome))
            parameters.Add(name, Texts.Plain(ParameterText.Of(value)));
        parameters.WriteTo(writer, "  ");
        RunCharts.Write(writer, record);
        for (var i = 0; i < record.Tables.Count; i++)
            WriteLast(writer, outcome.Handlers[i].Name, record.Tables[i]);
    }

    private static void WriteJson(Terminal terminal, RunRecord record)
    {
        var outcome = record.Outcome;
        var parameters = new JsonObject();
        foreach (var (name, value) in Parameters(outcome))
            parameters[name] = JsonOutput.Value(value);
        var document = new JsonObject
        {
            ["run"] = outcome.Run,
            ["cell"] = outcome.Cell,
            ["status"] = outcome.Status.ToString().ToLowerInvariant(),
            ["diverged_at"] = outcome.DivergedAt,
            ["error"] = outcome.Error,
            ["findings"] = JsonOutput.Texts(outcome.Findings?.Split("; ") ?? []),
        };
        foreach (var measure in MeasureCatalogue.Numbers)
            document[measure.Name] = JsonOutput.Value(measure.Of(outcome));
        if (outcome.Statistics.OfDefinition.ToList() is { Count: > 0 } added)
        {
            var measures = new JsonObject();
            foreach (var (name, value) in added)
                measures[name] = JsonOutput.Value(value);
            document["measures"] = measures;
        }

        document["parameters"] = parameters;
        document["parameter_count"] = outcome.ParameterCount;
        document["weights_sha256"] = outcome.WeightsSha256;
        document["steps_done"] = record.Losses.Length;
        document["wall_seconds"] = JsonOutput.Value(outcome.Timings.WallSeconds);
        document["handler_seconds"] = JsonOutput.Value(outcome.Timings.HandlerSeconds);
        document["last_statistics"] = JsonOutput.List(record.Tables.Zip(outcome.Handlers), pair =>
        {
            var (first, count) = Last(pair.First);
            return new JsonObject { ["table"] = pair.Second.Name, ["rows"] = JsonOutput.Rows(pair.First, first, count) };
        });
        JsonOutput.Write(terminal, document);
    }

    private static IEnumerable<(string Name, object Value)> Parameters(RunOutcome outcome) => outcome.Parameters.Known.Select(one => (one.Parameter.ShortName, one.Value));

    /// <summary>Where the rows of the last step begin, and how many there are.</summary>
    private static (int First, int Count) Last(TableData rows)
    {
        if (rows.RowCount == 0)
            return (0, 0);
        var steps = rows.Column<int>("step").Values;
        var first = steps.IndexOf(steps[^1]);
        return (first, rows.RowCount - first);
    }

    private static TextTable Outcome(RunOutcome outcome)
    {
        var table = new TextTable();
        table.Add("status", outcome.Status switch
        {
            RunStatus.Completed => "completed",
            RunStatus.Diverged => string.Create(CultureInfo.InvariantCulture, $"diverged at step {outcome.DivergedAt}"),
            _ => "failed",
        });
        if (outcome.Error is { } error)
            table.Add("error", Texts.Plain(error));
        table.Add("loss_initial", $"{Quantity.Loss(outcome.Losses.Initial)} (ln of the number of classes: {Quantity.Loss(outcome.Losses.Expected)})");
        table.Add("loss_chance", $"{Quantity.Loss(outcome.Losses.Chance)} (entropy of the class frequencies)");
        table.Add("loss_start", $"{Quantity.Loss(outcome.Losses.Start)} ({LossText.Window(outcome, "first")})");
        table.Add("loss_end", $"{Quantity.Loss(outcome.Losses.End)} ({LossText.Window(outcome, "last")})");
        table.Add("loss_diff", Quantity.Loss(outcome.Losses.Difference));
        if (outcome.LossTrain is not null)
            table.Add("loss_train", Quantity.Loss(outcome.LossTrain));
        table.Add("loss_valid", Quantity.Loss(outcome.LossValid));
        if (outcome.LossTest is not null)
            table.Add("loss_test", Quantity.Loss(outcome.LossTest));
        foreach (var measure in MeasureCatalogue.Series)
            if (measure.Of(outcome) is { } value)
                table.Add(measure.Name, Quantity.Value(value));
        foreach (var (name, value) in outcome.Statistics.OfDefinition)
            table.Add(name, Quantity.Value(value));
        table.Add("parameters", Quantity.Count(outcome.ParameterCount));
        table.Add("weights_sha256", outcome.WeightsSha256 ?? "");
        if (outcome.Timings.WallSeconds is { } wall)
            table.Add("trained in", $"{Quantity.Duration(wall)}, of that {Quantity.Duration(outcome.Timings.HandlerSeconds ?? 0)} in handlers, on {Texts.Plain(outcome.Timings.Host ?? "an unknown machine")}");
        return table;
    }

    /// <summary>The rows of the last step that a handler looked at.</summary>
    private static void WriteLast(TextWriter writer, string name, TableData rows)
    {
        writer.WriteLine();
        if (rows.RowCount == 0)
        {
            writer.WriteLine($"{name}: no rows");
            return;
        }

        var (first, _) = Last(rows);
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}, step {rows.Column<int>("step").Values[^1]}"));
        string[] leading = ["step", "layer", "module_index"];
        var columns = rows.Columns.Where(column => !leading.Contains(column.Schema.Name, StringComparer.Ordinal)).ToList();
        var table = new TextTable([.. columns.Select(column => column.Schema.Name)])
            .Right([.. Enumerable.Range(0, columns.Count).Where(i => columns[i].Schema.Type is not ColumnType.String)]);
        for (var row = first; row < Math.Min(rows.RowCount, first + MostRows); row++)
            table.Add([.. columns.Select(column => Quantity.Value(column.Boxed(row)))]);
        table.WriteTo(writer, "  ");
        if (rows.RowCount - first > MostRows)
            writer.WriteLine($"  … and {rows.RowCount - first - MostRows} more rows: see {name}.parquet");
    }
}
