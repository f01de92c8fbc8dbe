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
        var rows = Checked.Names("--rows", "Parameters whose values are the rows. Default: all that vary.").Suggest(suggestions.Parameters);
        var columns = Checked.Names("--columns", "Parameters across.").Suggest(suggestions.Parameters);
        var values = Checked.Names("--values", "Measures, those of the definition included. Default: loss_start,loss_end,loss_diff.").Suggest(NameSuggestions.Outcomes);
        var boundaries = Checked.Names("--boundary", "Measures that are true or false: the dimension of their boundary over two swept numbers. Default: those of the definition.").Suggest(NameSuggestions.Outcomes);
        var format = Checked.Word("--format", "How it is written", "table", "markdown", "csv", "json");
        command.Add(folder);
        command.Add(rows);
        command.Add(columns);
        command.Add(values);
        command.Add(boundaries);
        command.Add(format);
        var json = JsonOption.AddTo(command);
        command.Validators.Add(result => CheckNames(result, folder, [rows, columns, values, boundaries], [values, boundaries], context.Composition.Parameters));
        command.SetAction(parsed =>
        {
            var paths = parsed.GetValue(folder)!;
            var parameters = StoredOutline.ParametersOf(paths, context.Composition.Parameters);
            string[] Names(Option<string[]?> option) => [.. (parsed.GetValue(option) ?? []).Select(name => SummaryNames.Find(parameters, name) ?? name)];
            var request = new SummaryRequest(Names(rows), Names(columns), Names(values) is { Length: > 0 } names ? names : SummaryRequest.Default.Values) { Boundaries = Names(boundaries) };
            if (request.Rows.Intersect(request.Columns, StringComparer.Ordinal).FirstOrDefault() is { } twice)
                throw new UserException($"{twice} is in --rows and in --columns.");
            return Write(context, paths, request, parsed.GetValue(json) ? "json" : parsed.GetValue(format)!);
        });
    }

    /// <summary>Which columns and measures there are is known when the folder is.</summary>
    private static void CheckNames(CommandResult result, Argument<SweepPaths> folder, Option<string[]?>[] options, Option<string[]?>[] measures, ParameterSet parameters)
    {
        var known = (Parameters: parameters, Measures: (IReadOnlyList<string>)[]);
        if (result.GetResult(folder) is { } given && !given.Errors.Any())
        {
            try
            {
                var paths = result.GetValue(folder)!;
                known = (StoredOutline.ParametersOf(paths, parameters), StoredOutline.Read(paths, parameters).MeasureNames);
            }
            catch (StorageException)
            {
                // It is told when the results are read.
                return;
            }
        }

        foreach (var option in options)
        {
            IReadOnlyList<string> added = measures.Contains(option) ? known.Measures : [];
            var found = new HashSet<string>(StringComparer.Ordinal);
            foreach (var name in result.GetValue(option) ?? [])
            {
                if ((SummaryNames.Find(known.Parameters, name) ?? (added.Contains(name, StringComparer.Ordinal) ? name : null)) is not { } column)
                    result.AddError($"{option.Name}: {SummaryNames.Unknown(known.Parameters, name, added)}");
                else if (!found.Add(column))
                    result.AddError($"{option.Name} has {column} twice.");
            }
        }
    }

    private static int Write(ProgramContext context, SweepPaths paths, SummaryRequest request, string format)
    {
        using var reader = ResultsFolder.Open(paths, context, looksUpRuns: false);
        var outline = StoredOutline.Read(paths, reader.Parameters);
        request = request with { Measures = outline.Measures, Boundaries = request.Boundaries.Count > 0 ? request.Boundaries : outline.Summary?.Boundaries ?? [] };
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
