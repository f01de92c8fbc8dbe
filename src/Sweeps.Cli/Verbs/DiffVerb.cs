using System.CommandLine;
using System.Text.Json.Nodes;
using Sweeps.Cli.Arguments;
using Sweeps.Cli.Output;
using Sweeps.Core.Results;
using Sweeps.Core.Verification;

namespace Sweeps.Cli.Verbs;

/// <summary><c>sweeps diff DIR DIR</c></summary>
internal static class DiffVerb
{
    private const int MostLonely = 20;

    public static Command Create(Terminal terminal)
    {
        var left = FolderArgument.Create();
        var right = FolderArgument.Create("OTHER");
        var json = new Option<bool>("--json") { Description = "A line of JSON per cell that differs on standard output." };
        var command = new Command("diff", "Which cells exist on one side only, and which differ: at which table, step and layer first.") { left, right, json };
        command.SetAction(parsed =>
        {
            var (one, other) = (parsed.GetValue(left)!, parsed.GetValue(right)!);
            using var oneReader = ResultsFolder.Open(one, terminal);
            using var otherReader = ResultsFolder.Open(other, terminal);
            return Write(terminal, parsed.GetValue(json), (one, oneReader), (other, otherReader));
        });
        return command;
    }

    private static int Write(Terminal terminal, bool json, (SweepPaths Paths, ResultsReader Reader) left, (SweepPaths Paths, ResultsReader Reader) right)
    {
        var report = new CheckReport(terminal, json, "first", "second");
        var (equal, different) = (0, 0);
        var lonely = new int[2];
        foreach (var cell in SweepDiff.Of(left.Paths, left.Reader, right.Paths, right.Reader, () => equal++))
        {
            if (cell is { Left: { } one, Right: { } other })
            {
                different++;
                var name = string.Equals(one.Run, other.Run, StringComparison.Ordinal) ? CheckReport.Name(one) : $"{CheckReport.Name(one)}, and {CheckReport.Name(other)}";
                report.Write(name, cell.Origin, cell.Differences, Facts(cell, "different"));
                continue;
            }

            var side = cell.Left is null ? 1 : 0;
            if (++lonely[side] <= MostLonely || json)
                report.Write($"{CheckReport.Name((cell.Left ?? cell.Right)!)}", side == 0 ? "only in the first folder" : "only in the second folder", [], Facts(cell, side == 0 ? "first_only" : "second_only"));
        }

        report.Close(
            $"{Quantity.Of(equal, "cell")} equal bit for bit, {Quantity.Count(different)} different, {Quantity.Count(lonely[0])} only in the first folder, {Quantity.Count(lonely[1])} only in the second.",
            new JsonObject { ["event"] = "finished", ["equal"] = equal, ["different"] = different, ["first_only"] = lonely[0], ["second_only"] = lonely[1] });
        return different + lonely[0] + lonely[1] > 0 ? ExitCodes.Difference : ExitCodes.Done;
    }

    private static JsonObject Facts(CellDifference cell, string result) => new()
    {
        ["event"] = "cell",
        ["result"] = result,
        ["run"] = (cell.Left ?? cell.Right)!.Run,
        ["other_run"] = cell is { Left: not null, Right: { } other } ? other.Run : null,
        ["cell"] = (cell.Left ?? cell.Right)!.Cell,
    };
}
