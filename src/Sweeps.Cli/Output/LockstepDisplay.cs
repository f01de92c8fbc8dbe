using System.Globalization;
using System.Text.Json.Nodes;
using Sweeps.Core.Text;
using Sweeps.Core.Verification.Lockstep;

namespace Sweeps.Cli.Output;

/// <summary>Tells how far the steps of runs are from those of another engine: a table for each run, or one JSON document.</summary>
/// <param name="engine">The other engine's name.</param>
internal sealed class LockstepDisplay(Terminal terminal, bool json, string engine)
{
    private readonly JsonArray _runs = [];
    private int _lookedAt;
    private int _equal;
    private int _unfit;

    /// <summary>Tells of a run.</summary>
    public void Write(LockstepRun run)
    {
        _lookedAt++;
        _equal += run.IsEqual ? 1 : 0;
        _unfit += run.Unfit is null ? 0 : 1;
        var kinds = LockstepKind.Of(run.Report);
        if (json)
        {
            _runs.Add((JsonNode)Json(run, kinds));
            return;
        }

        var name = run.Cell is { } cell ? string.Create(CultureInfo.InvariantCulture, $"run {run.Run}, cell {cell}") : $"run {run.Run}";
        if (run.Report is not { Steps.Count: > 0 } report)
        {
            terminal.Out.WriteLine($"{name}: not compared: {Texts.Plain(run.Unfit ?? "")}.");
            return;
        }

        terminal.Out.WriteLine($"{name}: steps {string.Join(", ", report.Steps.Select(Step))}{(report.DivergedAt is { } step ? $"; it diverged at step {Quantity.Count(step)}" : "")}:");
        var table = new TextTable("tensors", "compared", "numbers", "farthest", "there", "not compared").Right(1, 2, 3);
        foreach (var kind in kinds)
            table.Add(kind.Title, Quantity.Count(kind.Tensors), Quantity.Count(kind.Numbers), Ratio(kind.Farthest), kind.There, kind.NotCompared);
        table.WriteTo(terminal.Out, "  ");
        if (report.First is var (at, tensor))
            terminal.Out.WriteLine($"  The first that differs: {LockstepKind.Name(tensor.Kind)}{(tensor.Name.Length == 0 ? "" : $" of {Texts.Plain(tensor.Name)}")}, step {Step(at)}: {Distance(tensor)}.");
    }

    /// <summary>The last line.</summary>
    /// <returns>The exit code.</returns>
    public int Close()
    {
        var different = _lookedAt - _equal - _unfit;
        if (json)
        {
            JsonOutput.Write(terminal, new JsonObject
            {
                ["engine"] = engine,
                ["looked_at"] = _lookedAt,
                ["equal"] = _equal,
                ["different"] = different,
                ["not_compared"] = _unfit,
                ["runs"] = _runs,
            });
        }
        else
        {
            terminal.Out.WriteLine(
                $"{Quantity.Of(_lookedAt, "run")} looked at: {Quantity.Count(_equal)} equal to '{engine}' within rounding, {Quantity.Count(different)} different{(_unfit > 0 ? $", {Quantity.Count(_unfit)} not compared" : "")}. "
                + "Distances are in tolerances: up to 1 is rounding.");
        }

        return different + _unfit > 0 ? ExitCodes.Difference : ExitCodes.Done;
    }

    private static string Step(StepComparison step) => $"{step.Step.ToString(CultureInfo.InvariantCulture)}{(step.IsResumed ? " after a resume" : "")}";

    private static string Ratio(double ratio) => double.IsInfinity(ratio) ? "∞" : ratio.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Distance(TensorComparison tensor) => double.IsInfinity(tensor.Distance) && tensor.Tolerance == 0
        ? "it is missing, or has another size"
        : string.Create(CultureInfo.InvariantCulture, $"number {tensor.Worst} is {tensor.Ours:G9} and should be {tensor.Exact:G9}; the tolerance is {tensor.Tolerance:G3}");

    private static JsonObject Json(LockstepRun run, IReadOnlyList<LockstepKind> kinds) => new()
    {
        ["run"] = run.Run,
        ["cell"] = run.Cell,
        ["result"] = run.Unfit is not null ? "not_compared" : run.IsEqual ? "equal" : "different",
        ["reason"] = run.Unfit,
        ["diverged_at"] = run.Report?.DivergedAt,
        ["steps"] = new JsonArray([.. (run.Report?.Steps ?? []).Where(step => !step.IsResumed).Select(step => (JsonNode)step.Step)]),
        ["resumed_at"] = run.Report?.Steps.FirstOrDefault(step => step.IsResumed)?.Step,
        ["tensors"] = new JsonArray([.. kinds.Select(kind => (JsonNode)kind.Json())]),
        ["first"] = run.Report?.First is var (step, tensor) ? First(step, tensor) : null,
    };

    private static JsonObject First(StepComparison step, TensorComparison tensor) => new()
    {
        ["step"] = step.Step,
        ["is_resumed"] = step.IsResumed,
        ["kind"] = LockstepKind.Key(tensor.Kind),
        ["name"] = tensor.Name,
        ["number"] = tensor.Worst,
        ["value"] = LockstepKind.Number(tensor.Ours),
        ["expected"] = LockstepKind.Number(tensor.Exact),
        ["distance"] = LockstepKind.Number(tensor.Distance),
        ["tolerance"] = LockstepKind.Number(tensor.Tolerance),
    };
}
