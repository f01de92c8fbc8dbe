using System.CommandLine;
using System.CommandLine.Parsing;
using Sweeps.Cli.Arguments;
using Sweeps.Cli.Arguments.Completing;
using Sweeps.Cli.Output;
using Sweeps.Core.Analysis.Findings;
using Sweeps.Core.Analysis.Summaries;
using Sweeps.Core.Files;
using Sweeps.Core.Parameters;
using Sweeps.Core.Store;

namespace Sweeps.Cli.Verbs;

/// <summary><c>sweeps summary DIR</c></summary>
internal static class SummaryVerb
{
    public const string Name = "summary";

    public static Verb Descriptor { get; } = new()
    {
        Name = Name,
        Group = VerbGroup.Results,
        Summary = "Prints summary tables, made from the Parquet files alone: means over the completed runs of each group.",
        Examples =
        [
            new("Show the mean loss at the end by normalisation and activation.", "results/appendix-activations", "--rows", "norm", "--columns", "activation", "--values", "loss_end"),
            new("Write the same table as comma-separated values.", "results/appendix-activations", "--rows", "norm", "--columns", "activation", "--values", "loss_end", "--format", "csv") { Then = "> summary.csv" },
        ],
        Documentation = "docs/commands.md",
        Define = Define,
    };

    private static void Define(Command command, ProgramContext context)
    {
        var folder = FolderArgument.Create(context.Settings);
        var suggestions = new NameSuggestions(context.Composition);
        var parameters = () => context.Composition.Parameters;
        var rows = Checked.Names("--rows", "Parameters whose values are the rows. Default: all that vary.", parameters).Suggest(suggestions.Parameters);
        var columns = Checked.Names("--columns", "Parameters across.", parameters).Suggest(suggestions.Parameters);
        var values = Checked.Names("--values", "Measures, those of the definition included. Default: loss_start,loss_end,loss_diff.", parameters, isOpen: true).Suggest(NameSuggestions.Outcomes);
        var format = Checked.Word("--format", "How it is written", "table", "markdown", "csv", "json");
        command.Add(folder);
        command.Add(rows);
        command.Add(columns);
        command.Add(values);
        command.Add(format);
        var json = JsonOption.AddTo(command);
        command.Validators.Add(result => CheckValues(result, folder, values, parameters()));
        command.SetAction(parsed =>
        {
            var request = new SummaryRequest(
                parsed.GetValue(rows) ?? [],
                parsed.GetValue(columns) ?? [],
                parsed.GetValue(values) is { Length: > 0 } names ? names : SummaryRequest.Default.Values);
            if (request.Rows.Intersect(request.Columns, StringComparer.Ordinal).FirstOrDefault() is { } twice)
                throw new UserException($"{twice} is in --rows and in --columns.");
            return Write(context, parsed.GetValue(folder)!, request, parsed.GetValue(json) ? "json" : parsed.GetValue(format)!);
        });
    }

    /// <summary>Which names of measures there are is known when the folder is.</summary>
    private static void CheckValues(CommandResult result, Argument<SweepPaths> folder, Option<string[]?> values, ParameterSet parameters)
    {
        if (result.GetResult(values) is not { } given || given.Errors.Any())
            return;
        var unknown = (result.GetValue(values) ?? []).Where(name => SummaryNames.Find(parameters, name) is null).ToList();
        if (unknown.Count == 0)
            return;
        var added = MeasureNames(result, folder, parameters);
        foreach (var name in unknown.Where(name => !added.Contains(name, StringComparer.Ordinal)))
            result.AddError($"--values: {SummaryNames.Unknown(parameters, name, added)}");
    }

    private static IReadOnlyList<string> MeasureNames(CommandResult result, Argument<SweepPaths> folder, ParameterSet parameters)
    {
        if (result.GetResult(folder) is not { } given || given.Errors.Any())
            return [];
        try
        {
            return StoredOutline.Read(result.GetValue(folder)!, parameters).MeasureNames;
        }
        catch (StorageException)
        {
            // It is told when the results are read.
            return [];
        }
    }

    private static int Write(ProgramContext context, SweepPaths paths, SummaryRequest request, string format)
    {
        using var reader = ResultsFolder.Open(paths, context, looksUpRuns: false);
        var measures = StoredOutline.Read(paths, reader.Parameters).Measures;
        request = request with { Measures = measures };
        var runs = reader.RunsFor(request);
        SummaryTable summary;
        try
        {
            summary = SummaryTable.Of(reader.Parameters, runs, request);
        }
        catch (ArgumentException refused)
        {
            throw UserException.Of(refused);
        }

        var findings = reader.IsComplete && format is ("table" or "markdown") ? FindingSummary.Of(reader.Parameters, runs, reader.StatisticColumns()) : null;
        var terminal = context.Terminal;
        terminal.Out.Write(format switch
        {
            "markdown" => SummaryFormats.Markdown(summary, paths.Name) + findings?.Markdown(),
            "csv" => SummaryFormats.Csv(summary),
            "json" => SummaryFormats.Json(summary),
            _ => SummaryFormats.Text(summary, width: terminal.Width),
        });
        if (findings is not null && format is "table")
            FindingLines.Write(terminal, findings);
        return ExitCodes.Done;
    }
}
