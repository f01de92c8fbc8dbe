using System.Globalization;
using System.Text.Json.Nodes;
using Sweeps.Core.Outcomes;
using Sweeps.Core.Text;
using Sweeps.Core.Verification;

namespace Sweeps.Cli.Output;

/// <summary>Tells what was compared and what differs: as a table for people, or as one JSON document.</summary>
/// <param name="left">What the first of two values is called: <c>stored</c>.</param>
/// <param name="right">What the second is called: <c>trained again</c>.</param>
/// <param name="subjects">What is compared, as JSON calls it: <c>runs</c>.</param>
internal sealed class CheckReport(Terminal terminal, bool json, string left, string right, string subjects)
{
    private readonly JsonArray _told = [];
    private readonly JsonArray _notes = [];

    /// <summary>A run or cell that is not as it should be.</summary>
    public void Write(string subject, string? reason, IReadOnlyList<TableDifference> differences, JsonObject facts)
    {
        if (json)
        {
            facts["reason"] = reason;
            facts["differences"] = new JsonArray([.. differences.Select(table => (JsonNode)Json(table))]);
            _told.Add((JsonNode)facts);
            return;
        }

        terminal.Out.WriteLine(reason is null ? $"{subject}:" : $"{subject}: {Texts.Plain(reason)}");
        if (differences.Count == 0)
            return;
        var table = new TextTable("table", "step", "layer", "module", "tensor", "column", left, right, "differing").Right(1, 2, 8);
        foreach (var (name, count, first) in differences)
            table.Add(name, Number(first.Step), Number(first.Layer), Texts.Plain(first.Module ?? ""), Texts.Plain(first.Tensor ?? ""), Texts.Plain(first.Column), first.Left, first.Right, Quantity.Count(count));
        table.WriteTo(terminal.Out, "  ");
    }

    /// <summary>A sentence about the whole.</summary>
    public void Note(string text)
    {
        if (json)
            _notes.Add((JsonNode)text);
        else
            terminal.Out.WriteLine(Texts.Plain(text));
    }

    /// <summary>The last line.</summary>
    public void Close(string text, JsonObject facts)
    {
        if (!json)
        {
            terminal.Out.WriteLine(text);
            return;
        }

        facts["notes"] = _notes;
        facts[subjects] = _told;
        JsonOutput.Write(terminal, facts);
    }

    /// <summary>A run's name for people.</summary>
    public static string Name(RunOutcome run) =>
        run.Cell < 0 ? $"run {run.Run}" : string.Create(CultureInfo.InvariantCulture, $"run {run.Run}, cell {run.Cell}");

    private static string Number(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    private JsonObject Json(TableDifference table) => new()
    {
        ["table"] = table.Table,
        ["count"] = table.Count,
        ["step"] = table.First.Step,
        ["layer"] = table.First.Layer,
        ["module_index"] = table.First.ModuleIndex,
        ["module"] = table.First.Module,
        ["tensor"] = table.First.Tensor,
        ["column"] = table.First.Column,
        [left.Replace(' ', '_')] = table.First.Left,
        [right.Replace(' ', '_')] = table.First.Right,
    };
}
