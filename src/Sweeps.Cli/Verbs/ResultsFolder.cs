using System.Globalization;
using Sweeps.Cli.Output;
using Sweeps.Cli.Sweeping;
using Sweeps.Core;
using Sweeps.Core.Files;
using Sweeps.Core.Running;
using Sweeps.Core.Store;
using Sweeps.Core.Text;

namespace Sweeps.Cli.Verbs;

/// <summary>Opens what a sweep has left for reading.</summary>
internal static class ResultsFolder
{
    /// <summary>The results in a folder; what is wrong with them is told.</summary>
    /// <param name="looksUpRuns">Whether single runs will be asked for; if not, tables that hold everything are not looked through beforehand.</param>
    /// <param name="mayBeUnusable">Whether it is told what is left if the tables cannot be used.</param>
    /// <exception cref="UserException">There is no sweep.</exception>
    /// <exception cref="StorageException">It cannot be read.</exception>
    public static ResultsReader Open(SweepPaths paths, ProgramContext context, bool looksUpRuns = true, bool mayBeUnusable = false)
    {
        var reader = OpenFiles(paths, context, mayBeUnusable);
        LookUp(paths, reader, context, looksUpRuns);
        return reader;
    }

    /// <summary>What is stored of a sweep before something changes it; what is wrong with the results is told.</summary>
    /// <exception cref="UserException">There is no sweep.</exception>
    /// <exception cref="StorageException">It cannot be read.</exception>
    public static RunsBefore Before(SweepPaths paths, Sweep sweep, ProgramContext context)
    {
        var reader = OpenFiles(paths, context, mayBeUnusable: false);
        if (reader.CountOfTablesOnly is null)
            LookUp(paths, reader, context, looksUpRuns: true);
        return new RunsBefore(sweep, reader);
    }

    private static ResultsReader OpenFiles(SweepPaths paths, ProgramContext context, bool mayBeUnusable)
    {
        CheckFolder(paths);
        var reader = ResultsReader.Open(paths, context.Composition.Parameters);
        if (mayBeUnusable || reader.Unusable is not { } why)
            return reader;
        reader.Dispose();
        throw new StorageException($"{why} 'sweeps run' trains again what is lost.");
    }

    private static void LookUp(SweepPaths paths, ResultsReader reader, ProgramContext context, bool looksUpRuns)
    {
        if (reader.Planned is null && reader.MayBeMixed)
            FindPlan(paths, reader, context);
        if (!looksUpRuns && reader.IsComplete)
            return;
        if (reader.Count == 0 && !FileProbe.IsThere(paths.Definition))
        {
            reader.Dispose();
            throw new UserException(NoSweep(paths));
        }

        foreach (var note in reader.Notes)
            context.Terminal.Warn(note);
        if (reader.Others is var others and > 0)
            context.Terminal.Warn($"{Quantity.Of(others, "stored run")} that the definition there does not have {(others == 1 ? "is" : "are")} left out; 'sweeps show' finds {(others == 1 ? "it" : "each")} by its id.");
    }

    /// <summary>Refuses a folder that does not exist or is a file.</summary>
    /// <exception cref="UserException">There is no folder.</exception>
    public static void CheckFolder(SweepPaths paths)
    {
        if (WhyNotThere(paths) is { } reason)
            throw new UserException(reason);
    }

    /// <summary>Makes the plan again where the folder does not say which runs the definition has.</summary>
    private static void FindPlan(SweepPaths paths, ResultsReader reader, ProgramContext context)
    {
        try
        {
            var sweep = StoredSweep.Load(paths, [], context.Composition);
            reader.Stand(StandingDefinition.PlanOf(sweep.Job));
        }
        catch (InvalidDefinitionException invalid)
        {
            context.Terminal.Warn($"It cannot be told which of the stored runs belong to the definition in the folder ({invalid.Errors[0].Message}); all of them are shown, those of an earlier definition too.");
        }
        catch (UserException)
        {
            // There is no definition: whatever is stored is all there is.
        }
    }

    /// <summary>Refuses an option's folder that is no sweep's.</summary>
    /// <exception cref="UserException">It is not there, or has neither runs nor a definition.</exception>
    public static void Check(SweepPaths paths, string option)
    {
        var why = WhyNotThere(paths);
        if (why is null && !FileProbe.IsThere(paths.Definition) && !FileProbe.IsThere(paths.Runs))
            why = NoSweep(paths);
        if (why is not null)
            throw new UserException($"{option}: {why}");
    }

    /// <summary>The id of a run that the user names: by its id, the beginning of one, or the number of a cell.</summary>
    /// <exception cref="UserException">There is none, or more than one.</exception>
    /// <exception cref="StorageException">It may be among what is damaged.</exception>
    public static string Find(SweepPaths paths, ResultsReader reader, string run, ProgramContext context)
    {
        try
        {
            return reader.Find(run);
        }
        catch (ArgumentException refused)
        {
            if (OfEqualCell(paths, reader, run, context) is not { } equal)
                throw UserException.Of(refused);
            context.Terminal.Warn(string.Create(CultureInfo.InvariantCulture, $"cell {run} equals cell {reader.Load(equal).Outcome.Cell}, and equal cells are trained once: this is their run."));
            return equal;
        }
    }

    /// <summary>The stored run of a cell that is equal to an earlier one; null if there is none, or if the definition there cannot tell.</summary>
    private static string? OfEqualCell(SweepPaths paths, ResultsReader reader, string text, ProgramContext context)
    {
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var cell))
            return null;
        try
        {
            var plan = StoredSweep.Load(paths, [], context.Composition).Plan;
            return cell < plan.Size ? reader.Find(plan.At(cell).Run) : null;
        }
        catch (Exception untold) when (untold is UserException or StorageException or ArgumentException)
        {
            return null;
        }
    }

    private static string? WhyNotThere(SweepPaths paths) => FileProbe.Target(paths.Folder) switch
    {
        FileKind.Folder => null,
        FileKind.Missing => $"There is no folder '{Plain(paths)}'.",
        _ => $"'{Plain(paths)}' is a file; the folder of a sweep is wanted: results/<name>.",
    };

    private static string NoSweep(SweepPaths paths) => $"'{Plain(paths)}' is not the folder of a sweep: it has neither runs nor a definition.";

    private static string Plain(SweepPaths paths) => Texts.Plain(paths.Folder);
}
