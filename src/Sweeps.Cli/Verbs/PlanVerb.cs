using System.CommandLine;
using System.Text.Json.Nodes;
using Sweeps.Cli.Arguments;
using Sweeps.Cli.Output;
using Sweeps.Cli.Output.Data;
using Sweeps.Cli.Sweeping;
using Sweeps.Core;
using Sweeps.Core.Axes;
using Sweeps.Core.Running;
using Sweeps.Core.Text;

namespace Sweeps.Cli.Verbs;

/// <summary><c>sweeps plan FILE</c></summary>
internal static class PlanVerb
{
    private const int MostValues = 8;

    public const string Name = "plan";

    public static Verb Descriptor { get; } = new()
    {
        Name = Name,
        Group = VerbGroup.Training,
        Summary = "Validates a definition and shows what would be trained; trains and writes nothing.",
        Examples =
        [
            new("Show the axes, the number of cells, what is done, and what the rest will take.", "experiments/full-grid.yaml"),
            new("What cell 3 comes to, as a definition that can be run by itself.", "experiments/full-grid.yaml", "--resolved", "--cell", "3"),
            new("The same for shorter runs, as JSON.", "experiments/full-grid.yaml", "--set", "steps=500", "--json"),
        ],
        Documentation = "docs/definition.md",
        ReadsDefinition = true,
        Define = Define,
    };

    private static void Define(Command command, ProgramContext context)
    {
        var terminal = context.Terminal;
        var definition = new OneDefinition(context);
        var workers = Checked.Workers(", for the estimated time");
        definition.AddTo(command);
        var limit = Checked.Number("--limit", "The greatest number of runs that 'sweeps run' would train.", 0);
        command.Options.Add(limit);
        command.Options.Add(workers);
        var resolved = new Option<bool>("--resolved") { Description = "Print what a cell comes to: a definition of this one run, with the value of every parameter that acts in it." };
        var cell = new Option<string?>("--cell") { Description = "The cell for --resolved: its number, the id of its run, or the beginning of one. Default: the first.", HelpName = "CELL" }.NotEmpty("the number of a cell, or a run's id");
        command.Options.Add(resolved);
        command.Options.Add(cell);
        command.Validators.Add(result =>
        {
            if (result.GetResult(cell) is not null && result.GetResult(resolved) is null)
                result.AddError("--cell goes with --resolved.");
        });
        var json = JsonOption.AddTo(command);
        command.SetAction(parsed =>
        {
            var sweep = definition.Load(definition.Source(parsed));
            if (parsed.GetValue(resolved))
            {
                PlanResolved.Write(sweep, parsed.GetValue(cell), parsed.GetValue(json), terminal);
                return ExitCodes.Done;
            }

            var unseen = sweep.Unseen();
            foreach (var sentence in unseen)
                terminal.Warn(sentence);
            var status = sweep.Status(terminal.Warn, parsed.GetValue(limit));
            var atOnce = Math.Max(1, Math.Min(parsed.GetValue(workers) ?? context.Settings.Workers, status.Due));
            var bytes = SizeEstimate.Bytes(sweep.Engine, sweep.Job);
            if (parsed.GetValue(json))
                WriteJson(terminal, sweep, status, unseen, atOnce, bytes);
            else
                Write(terminal.Out, sweep, status, atOnce, bytes, Invocation.Of(parsed) with { Verb = RunVerb.Name, Data = SweepCalls.Data(sweep) });
            return ExitCodes.Done;
        });
    }

    private static void Write(TextWriter writer, Sweep sweep, SweepStatus status, int workers, double bytes, Invocation run)
    {
        var plan = sweep.Selection;
        var statistics = plan.Statistics;
        writer.WriteLine(string.Equals(sweep.Name, plan.Definition.Title, StringComparison.Ordinal) ? sweep.Name : $"{sweep.Name}: {plan.Definition.Title}");
        writer.WriteLine();
        if (plan.Axes.Count > 0)
        {
            var axes = new TextTable("axis", "values", "").Right(1);
            foreach (var axis in plan.Axes)
                axes.Add(string.Join(", ", axis.Parameters.Select(parameter => parameter.ShortName)), Quantity.Count(axis.Count), Values(axis));
            axes.WriteTo(writer);
            writer.WriteLine();
        }

        DataTable.Write(writer, plan);
        var facts = new TextTable();
        facts.Add("grid", Quantity.Of(statistics.GridCells, "cell"));
        if (statistics.Included > 0)
            facts.Add("included", Quantity.Of(statistics.Included, "cell"));
        if (statistics.Excluded > 0)
            facts.Add("excluded", Quantity.Of(statistics.Excluded, "cell"));
        if (statistics.Filtered > 0)
            facts.Add("left out by where", Quantity.Of(statistics.Filtered, "cell"));
        foreach (var equal in statistics.Equal)
            facts.Add("equal", $"{equal}: trained once");
        facts.Add("to train once", Quantity.Of(statistics.Cells, "run"));
        facts.Add("done", status.Stored is null ? "none" : Done(status, sweep));
        if (status.Lacking > 0)
            facts.Add("lacking", $"{Quantity.Of(status.Lacking, "stored run")} without what the handlers want now: trained again");
        if (status.Dropped > 0)
            facts.Add("dropped", $"{Quantity.Of(status.Dropped, "stored run")} that the definition no longer has: kept aside, out of the tables");
        facts.Add("due", status.Due == status.Outstanding ? Quantity.Of(status.Due, "run") : $"{Quantity.Of(status.Outstanding, "run")}, of that {Quantity.Count(status.Due)} now: the limit");
        facts.Add("steps", Quantity.Count(status.StepsDue));
        facts.Add("time", $"about {Quantity.Duration(status.WallSeconds(workers))} with {Quantity.Of(workers, "worker")}");
        facts.Add("size", $"about {Quantity.Bytes(bytes)} when all is done");
        facts.WriteTo(writer);
        if (status.Due == 0)
            return;
        writer.WriteLine("Next:");
        writer.WriteLine($"  {run}");
    }

    private static string Done(SweepStatus status, Sweep sweep)
    {
        var parts = new List<string> { $"{Quantity.Count(status.Done)} of {Quantity.Count(status.Cells)}" };
        if (status.Diverged > 0)
            parts.Add($"{Quantity.Count(status.Diverged)} diverged");
        if (status.Failed > 0)
            parts.Add($"{Quantity.Count(status.Failed)} failed");
        return $"{string.Join(", ", parts)} (in {Texts.Plain(ProgramFile.Short(sweep.Paths.Folder))})";
    }

    private static string Values(SweepAxis axis)
    {
        var shown = Enumerable.Range(0, axis.Count).Where(i => axis.Count <= MostValues || i < MostValues - 2 || i == axis.Count - 1).ToList();
        var texts = shown.Select(i => Place(i, Quantity.Value)).ToList();
        // Six digits do not tell all numbers apart.
        if (texts.Distinct(StringComparer.Ordinal).Count() < texts.Count)
            texts = shown.Select(i => Place(i, ParameterText.Of)).ToList();
        if (shown.Count < axis.Count)
            texts.Insert(texts.Count - 1, "…");
        return string.Join(axis.Parameters.Count > 1 ? "; " : ", ", texts);

        string Place(int index, Func<object?, string> write) =>
            string.Join(' ', Enumerable.Range(0, axis.Parameters.Count).Select(parameter => Texts.Plain(write(axis.Written(parameter, index)))));
    }

    private static void WriteJson(Terminal terminal, Sweep sweep, SweepStatus status, IReadOnlyList<string> unseen, int workers, double bytes)
    {
        var plan = sweep.Selection;
        var statistics = plan.Statistics;
        var json = new JsonObject
        {
            ["name"] = sweep.Name,
            ["folder"] = sweep.Paths.Folder,
            ["axes"] = new JsonArray([.. plan.Axes.Select(axis => (JsonNode)new JsonObject
            {
                ["parameters"] = new JsonArray([.. axis.Parameters.Select(parameter => (JsonNode)parameter.ShortName)]),
                ["values"] = axis.Count,
            })]),
            ["data"] = DataTable.ToJson(plan),
            ["grid_cells"] = statistics.GridCells,
            ["included"] = statistics.Included,
            ["excluded"] = statistics.Excluded,
            ["filtered"] = statistics.Filtered,
            ["equal"] = statistics.Equal.Sum(equal => equal.Count),
            ["cells"] = statistics.Cells,
            ["completed"] = status.Completed,
            ["diverged"] = status.Diverged,
            ["failed"] = status.Failed,
            ["lacking"] = status.Lacking,
            ["dropped"] = status.Dropped,
            ["outstanding"] = status.Outstanding,
            ["due"] = status.Due,
            ["steps"] = status.StepsDue,
            ["estimated_seconds"] = status.WallSeconds(workers),
            ["estimated_bytes"] = Math.Round(bytes),
            ["warnings"] = new JsonArray([.. sweep.Warnings().Concat(unseen).Select(warning => (JsonNode)warning)]),
        };
        JsonOutput.Write(terminal, json);
    }
}
