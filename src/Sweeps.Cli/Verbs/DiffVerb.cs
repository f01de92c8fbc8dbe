using System.CommandLine;
using System.Text.Json.Nodes;
using Sweeps.Cli.Arguments;
using Sweeps.Cli.Output;
using Sweeps.Core.Files;
using Sweeps.Core.Outcomes;
using Sweeps.Core.Store;
using Sweeps.Core.Verification;

namespace Sweeps.Cli.Verbs;

/// <summary><c>sweeps diff DIR DIR</c></summary>
internal static class DiffVerb
{
    private const int MostLonely = 20;

    public const string Name = "diff";

    public static Verb Descriptor { get; } = new()
    {
        Name = Name,
        Group = VerbGroup.Verification,
        Summary = "Compares two sweeps cell by cell: which cells exist in only one of them, and which differ, from which table, step and layer on.",
        Examples =
        [
            new("Compare the results of two machines, say, or of two versions.", "results/appendix-activations", "elsewhere/appendix-activations"),
            new("The same as JSON.", "results/appendix-activations", "elsewhere/appendix-activations", "--json"),
        ],
        Documentation = "docs/operations.md",
        Define = Define,
    };

    private static void Define(Command command, ProgramContext context)
    {
        var terminal = context.Terminal;
        var left = FolderArgument.Create(context.Settings);
        var right = FolderArgument.Create(context.Settings, "OTHER");
        command.Add(left);
        command.Add(right);
        var json = JsonOption.AddTo(command);
        command.SetAction(parsed =>
        {
            var (one, other) = (parsed.GetValue(left)!, parsed.GetValue(right)!);
            using var oneReader = ResultsFolder.Open(one, context);
            using var otherReader = ResultsFolder.Open(other, context);
            return Write(terminal, parsed.GetValue(json), (one, oneReader), (other, otherReader));
        });
    }

    private static int Write(Terminal terminal, bool json, (SweepPaths Paths, ResultsReader Reader) left, (SweepPaths Paths, ResultsReader Reader) right)
    {
        var report = new CheckReport(terminal, json, "first", "second", "cells");
        var sides = new SweepSides(left.Reader.Outcomes(), right.Reader.Outcomes());
        foreach (var note in sides.Notes())
            report.Note(note);
        var tally = new DiffTally();
        var different = 0;
        var lonely = new int[2];
        foreach (var cell in SweepDiff.Of(left.Paths, left.Reader, right.Paths, right.Reader, tally))
        {
            if (cell is { Left: { } one, Right: { } other })
            {
                different++;
                report.Write(Subject(sides, one, other), Reason(one, other, cell.Origin), cell.Differences, Facts(sides, cell, "different"));
                continue;
            }

            var side = cell.Left is null ? 1 : 0;
            if (++lonely[side] <= MostLonely || json)
                report.Write(Subject(sides, (cell.Left ?? cell.Right)!, null), side == 0 ? "only in the first folder" : "only in the second folder", [], Facts(sides, cell, side == 0 ? "first_only" : "second_only"));
        }

        for (var side = 0; side < 2; side++)
            if (lonely[side] > MostLonely && !json)
                report.Note($"… and {Quantity.Of(lonely[side] - MostLonely, "more cell")} only in the {(side == 0 ? "first" : "second")} folder.");
        foreach (var note in NotCompared(tally))
            report.Note(note);
        if (different > 0 && SweepDiff.OtherMachine(left.Paths, right.Paths) is { } machines)
            report.Note(machines);
        report.Close(
            $"{Quantity.Of(tally.Equal, "cell")} equal bit for bit, {Quantity.Count(different)} different, {Quantity.Count(lonely[0])} only in the first folder, {Quantity.Count(lonely[1])} only in the second.",
            new JsonObject
            {
                ["equal"] = tally.Equal,
                ["different"] = different,
                ["first_only"] = lonely[0],
                ["second_only"] = lonely[1],
                ["models_in_first_only"] = tally.ModelsInFirstOnly,
                ["models_in_second_only"] = tally.ModelsInSecondOnly,
            });
        return different + lonely[0] + lonely[1] > 0 ? ExitCodes.Difference : ExitCodes.Done;
    }

    private static IEnumerable<string> NotCompared(DiffTally tally)
    {
        foreach (var (count, folder) in new[] { (tally.ModelsInFirstOnly, "first"), (tally.ModelsInSecondOnly, "second") })
            if (count > 0)
                yield return $"Saved weights are not compared: the {folder} folder alone has the models of {Quantity.Of(count, "run")}. What the tables say of the weights, their SHA-256, is compared.";
    }

    private static string Subject(SweepSides sides, RunOutcome run, RunOutcome? other)
    {
        var name = other is null || string.Equals(run.Run, other.Run, StringComparison.Ordinal) ? CheckReport.Name(run) : $"{CheckReport.Name(run)}, and {CheckReport.Name(other)}";
        return sides.Label(run) is { Length: > 0 } label ? $"{label} ({name})" : name;
    }

    private static string Reason(RunOutcome one, RunOutcome other, string? origin)
    {
        var outcomes = string.Join(", ", SweepSides.Outcomes(one, other));
        return (outcomes.Length == 0 ? "ended alike" : outcomes) + (origin is null ? "" : $"; {origin}");
    }

    private static JsonObject Facts(SweepSides sides, CellDifference cell, string result) => new()
    {
        ["result"] = result,
        ["run"] = (cell.Left ?? cell.Right)!.Run,
        ["other_run"] = cell is { Left: not null, Right: { } other } ? other.Run : null,
        ["cell"] = (cell.Left ?? cell.Right)!.Cell,
        ["parameters"] = sides.Parameters((cell.Left ?? cell.Right)!),
        ["outcomes"] = cell is { Left: { } one, Right: { } two } ? SweepSides.OutcomesJson(one, two) : null,
    };
}
