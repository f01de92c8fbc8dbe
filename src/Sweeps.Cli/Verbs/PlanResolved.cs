using System.Globalization;
using System.Text.Json.Nodes;
using Sweeps.Cli.Output;
using Sweeps.Core;
using Sweeps.Core.Plans;
using Sweeps.Core.Text;

namespace Sweeps.Cli.Verbs;

/// <summary><c>sweeps plan FILE --resolved</c>: what a cell comes to.</summary>
internal static class PlanResolved
{
    /// <param name="chosen">The number of a cell, the id of its run, or the beginning of one; null for the first.</param>
    /// <exception cref="UserException">There is no such cell.</exception>
    public static void Write(Sweep sweep, string? chosen, bool json, Terminal terminal)
    {
        var cell = Find(sweep.Selection, chosen);
        var definition = ResolvedDefinition.Of(sweep, cell);
        if (!json)
        {
            terminal.Out.Write(definition);
            return;
        }

        JsonOutput.Write(terminal, new JsonObject
        {
            ["name"] = sweep.Name,
            ["cell"] = cell.Cell,
            ["run"] = cell.Run,
            ["parameters"] = new JsonObject(cell.Parameters.Known.Select(known => KeyValuePair.Create(known.Parameter.ShortName, JsonOutput.Value(known.Value)))),
            ["definition"] = definition,
        });
    }

    private static PlannedCell Find(SweepPlan plan, string? chosen)
    {
        if (plan.CellCount == 0)
            throw new UserException("The sweep has no cells.");
        if (chosen is null)
            return plan.Cells().First();
        if (int.TryParse(chosen, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            if (number >= plan.Size)
                throw None(plan, chosen);
            var cell = plan.At(number);
            // Of equal cells, the first one has the run.
            return plan.Cells().Any(one => string.Equals(one.Run, cell.Run, StringComparison.Ordinal))
                ? cell
                : throw new UserException($"Cell {number} is taken out by exclude or where.");
        }

        var found = plan.Cells().Where(cell => cell.Run.StartsWith(chosen, StringComparison.OrdinalIgnoreCase)).Take(2).ToList();
        return found.Count switch
        {
            1 => found[0],
            0 => throw None(plan, chosen),
            _ => throw new UserException($"Several runs begin with '{Texts.Plain(chosen)}', {found[0].Run} and {found[1].Run} among them."),
        };
    }

    private static UserException None(SweepPlan plan, string chosen) =>
        new($"The sweep has no cell '{Texts.Plain(chosen)}': its cells have the numbers 0 to {plan.Size - 1}, and its runs ids of 16 hexadecimal digits.");
}
