using System.CommandLine;
using System.Text.Json.Nodes;
using Sweeps.Cli.Arguments;
using Sweeps.Cli.Output;
using Sweeps.Cli.Settings;
using Sweeps.Cli.Sweeping;
using Sweeps.Core;
using Sweeps.Core.Files;
using Sweeps.Core.Store;
using Sweeps.Core.Text;

namespace Sweeps.Cli.Verbs;

/// <summary><c>sweeps status DIR</c></summary>
internal static class StatusVerb
{
    public const string Name = "status";

    public static Verb Descriptor { get; } = new()
    {
        Name = Name,
        Group = VerbGroup.Training,
        Summary = "Counts the runs of a sweep: done, diverged, failed, remaining, damaged.",
        Examples =
        [
            new("Count what is done, diverged, failed, remaining and damaged.", "results/appendix-activations"),
            new("The same as JSON, for a script.", "results/appendix-activations", "--json"),
        ],
        Documentation = "docs/operations.md",
        Define = Define,
    };

    private static void Define(Command command, ProgramContext context)
    {
        var terminal = context.Terminal;
        var stored = new StoredSweepArguments(context);
        stored.AddTo(command);
        var json = JsonOption.AddTo(command);
        command.SetAction(parsed =>
        {
            var paths = stored.Paths(parsed);
            using var results = ResultsFolder.Open(paths, context, mayBeUnusable: true);
            var status = Look(results, paths, () => stored.Load(parsed), context.Terminal);
            var tasks = TaskTable.Of(paths);
            if (parsed.GetValue(json))
            {
                WriteJson(terminal, status, tasks);
            }
            else
            {
                Write(terminal.Out, status, paths, context.Settings);
                tasks?.WriteTo(terminal.Out);
            }

            return status.Stored.Damaged > 0 ? ExitCodes.Storage : ExitCodes.Done;
        });
    }

    private static FolderStatus Look(ResultsReader results, SweepPaths paths, Func<Sweep> load, Terminal terminal)
    {
        try
        {
            var sweep = load();
            var known = sweep.Status(results);
            return new FolderStatus(known.Completed, known.Diverged, known.Failed, known.Remaining, known.Dropped, known.Stored!, sweep);
        }
        catch (InvalidDefinitionException invalid)
        {
            // The runs can be counted all the same.
            terminal.Warn($"The plan cannot be made here ({invalid.Errors[0].Message}); the number of remaining runs is the one that was written when the sweep began.");
            var stored = results.Status();
            return new FolderStatus(stored.Completed, stored.Diverged, stored.Failed, (results.Planned ?? StoredExecution.Last(paths)?.Cells) - stored.Done, stored.Others, stored, null);
        }
    }

    private static void Write(TextWriter writer, FolderStatus status, SweepPaths paths, UserSettings settings)
    {
        var table = new TextTable().Right(1);
        table.Add("completed", Quantity.Count(status.Completed));
        table.Add("diverged", Quantity.Count(status.Diverged));
        table.Add("failed", Quantity.Count(status.Failed));
        table.Add("remaining", status.Remaining is { } remaining ? Quantity.Count(Math.Max(0, remaining)) : "unknown");
        table.Add("damaged", Quantity.Count(status.Stored.Damaged));
        if (status.Dropped > 0)
            table.Add("not in the definition", Quantity.Count(status.Dropped));
        table.WriteTo(writer);
        writer.WriteLine(status.Stored.InUseBy is { } user ? $"In use by {Printable.Line(user)}." : "No process is working there.");
        if (!status.Stored.IsComplete && status.Stored.Done > 0)
            writer.WriteLine(status.Sweep is { } stored ? $"The tables do not hold everything yet: {SweepCalls.Planning(MergeVerb.Name, stored)}" : "The tables do not hold everything yet.");
        if (status is { Remaining: > 0, Stored.InUseBy: null, Sweep: { } sweep } && SweepCalls.Run(sweep, settings) is { } run)
            writer.WriteLine($"Train what remains: {run}");
    }

    private static void WriteJson(Terminal terminal, FolderStatus status, TaskTable? tasks) => JsonOutput.Write(terminal, new JsonObject
    {
        ["completed"] = status.Completed,
        ["diverged"] = status.Diverged,
        ["failed"] = status.Failed,
        ["remaining"] = status.Remaining,
        ["damaged"] = status.Stored.Damaged,
        ["dropped"] = status.Dropped,
        ["is_complete"] = status.Stored.IsComplete,
        ["in_use_by"] = status.Stored.InUseBy,
        ["tasks"] = tasks?.ToJson(),
    });

    /// <param name="Remaining">Null if the number of cells is not known.</param>
    /// <param name="Dropped">Stored runs that the definition does not have.</param>
    /// <param name="Sweep">Null if its plan cannot be made here.</param>
    private sealed record FolderStatus(int Completed, int Diverged, int Failed, int? Remaining, int Dropped, StoredStatus Stored, Sweep? Sweep);
}
