using System.Globalization;
using Sweeps.Core.Files;
using Sweeps.Core.Journals;
using Sweeps.Core.Parameters;
using Sweeps.Core.Tables;

namespace Sweeps.Core.Store;

/// <summary>Cleans a folder before an execution: deletes unfinished files, moves damaged files aside, and joins journals. Requires an exclusive lock.</summary>
internal sealed class Housekeeping(SweepPaths paths, ParameterSet parameters, string session, Action<string> note)
{
    /// <summary>The number of journals above which they are joined into one. Executions that are killed leave journals.</summary>
    private const int MaximumJournals = 8;

    private int _written;

    public void Run()
    {
        RemoveTemporaries();
        CheckProvenance();
        CheckTables();
        foreach (var journal in JournalsIn(paths))
            CheckJournal(journal);
        if (FileProbe.IsThere(paths.KeptJournal))
            CheckJournal(paths.KeptJournal);
        JoinJournals();
    }

    public static IReadOnlyList<string> JournalsIn(SweepPaths paths) => Folders.Files(paths.Parts, SweepPaths.JournalExtension);

    private string NextName() => string.Create(CultureInfo.InvariantCulture, $"{session}-s{_written++}");

    private void RemoveTemporaries()
    {
        var leftovers = new[] { paths.Folder, paths.Parts }
            .SelectMany(folder => Folders.Files(folder))
            .Where(file => IsLeftover(Path.GetFileName(file), Path.GetDirectoryName(file)!));
        foreach (var file in leftovers.ToArray())
            FileActions.TryDelete(file);
    }

    /// <summary>Whether an execution that was killed left this file: unfinished, or from an attempt at a lock.</summary>
    private bool IsLeftover(string file, string folder) =>
        string.Equals(folder, paths.Parts, StringComparison.Ordinal)
            ? file.EndsWith(SweepPaths.TemporaryExtension, StringComparison.Ordinal)
            : SweepPaths.IsOwnTemporary(file) || SweepLock.IsLeftover(file);

    /// <summary>Moves a damaged <c>provenance.json</c> aside. It must be readable, since an execution adds to it at its end.</summary>
    private void CheckProvenance()
    {
        if (FileReading.BytesIfThere(paths.Provenance) is { } content && !Provenance.IsReadable(content))
            note($"'{paths.Provenance}' is damaged and was moved to '{DamagedFiles.MoveAside(paths, paths.Provenance)}'; the tables are read through instead of compared with their checksums.");
    }

    private void CheckTables()
    {
        MoveUnreadableAside();
        if (StoredTables.Open(paths, parameters, note) is not { } tables)
            return;
        IReadOnlyList<(StoredTable Table, string Problem, bool Located)> problems;
        using (tables)
        {
            problems = TablesCheck.Check(paths, tables);
            if (problems.Count == 0)
                return;
            foreach (var (_, problem, _) in problems)
                note(problem);
            // Timings can be left out; results cannot.
            if (problems.Any(problem => tables.Parts.Contains(problem.Table)))
            {
                // A readable file that is not the one we wrote proves nothing about any run.
                var (good, bad) = problems.All(problem => problem.Located) ? Salvage(tables) : (0, (int)tables.RowCount);
                note(string.Create(CultureInfo.InvariantCulture, $"{good} runs of the damaged tables are good and kept; {bad} have to be trained again."));
            }
        }

        foreach (var (table, _, _) in problems)
            note($"'{table.Path}' was moved to '{DamagedFiles.MoveAside(paths, table.Path)}'.");
    }

    /// <summary>Moves tables aside that cannot be opened.</summary>
    private void MoveUnreadableAside()
    {
        var handlers = OpenOrMoveAside(paths.Runs, StoredTables.HandlersOf);
        foreach (var name in (handlers ?? []).Select(handler => handler.Name).Concat(["losses", "timings"]))
            OpenOrMoveAside(paths.Table(name), table => table);
    }

    private T? OpenOrMoveAside<T>(string path, Func<StoredTable, T> use)
        where T : class
    {
        if (!FileProbe.IsThere(path))
            return null;
        try
        {
            using var table = StoredTable.Open(path);
            return use(table);
        }
        catch (InvalidDataException e)
        {
            note($"'{path}' cannot be used ({e.Message}) and was moved to '{DamagedFiles.MoveAside(paths, path)}'.");
            return null;
        }
    }

    private (int Good, int Bad) Salvage(StoredTables tables)
    {
        var good = 0;
        WriteJournal(paths.Journal(NextName()), journal =>
        {
            foreach (var (place, _) in tables.Outcomes(_ => { }))
            {
                if (TryLoad(tables, place) is not { } record)
                    continue;
                journal.Append(record);
                good++;
            }
        });
        return (good, (int)tables.RowCount - good);
    }

    private static RunRecord? TryLoad(RunSource source, long place)
    {
        try
        {
            return source.Load(place);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private void CheckJournal(string journal)
    {
        var good = new List<long>();
        var content = new JournalScan(journal, parameters).Read(checkBodies: true, entry => good.Add(entry.Offset));
        if (!content.IsDamaged)
        {
            if (content.Frames == 0 && !string.Equals(journal, paths.KeptJournal, StringComparison.Ordinal))
                FileActions.TryDelete(journal);
            else
                MakeDurable(journal);
            return;
        }

        var temporary = paths.Temporary(NextName());
        WriteJournal(temporary, to => Copy(journal, good, to));
        var runs = content.DamagedRuns.Count == 0 ? "" : $" (among them {string.Join(", ", content.DamagedRuns.Take(5))})";
        // The good runs get their new name first: a kill in between leaves runs twice, but never loses them.
        FileActions.Rename(temporary, paths.Journal(NextName()));
        Folders.Sync(paths.Parts);
        var aside = DamagedFiles.MoveAside(paths, journal);
        note(string.Create(CultureInfo.InvariantCulture,
            $"'{journal}' is damaged in {content.DamagedFrames} places{runs} and was moved to '{aside}'; {content.Frames} runs in it are good and kept, the others have to be trained again."));
    }

    // Its writer may have been killed before the journal was durable, and its runs count from now on.
    private static void MakeDurable(string journal)
    {
        using var file = DurableFile.Open(journal);
        file.Sync();
    }

    private void JoinJournals()
    {
        var journals = JournalsIn(paths);
        if (journals.Count <= MaximumJournals)
            return;
        var temporary = paths.Temporary(NextName());
        WriteJournal(temporary, to =>
        {
            foreach (var journal in journals)
            {
                var frames = new List<long>();
                new JournalScan(journal, parameters).Read(checkBodies: false, entry => frames.Add(entry.Offset));
                Copy(journal, frames, to);
            }
        });
        FileActions.Rename(temporary, paths.Journal(NextName()));
        Folders.Sync(paths.Parts);
        foreach (var journal in journals)
            FileActions.TryDelete(journal);
    }

    private void Copy(string journal, List<long> frames, Journal to)
    {
        using var from = new JournalReader(journal, parameters);
        foreach (var frame in frames)
            to.Append(from.ReadFrame(frame));
    }

    private static void WriteJournal(string path, Action<Journal> write)
    {
        try
        {
            var folder = Path.GetDirectoryName(path)!;
            Folders.Create(folder);
            using var journal = Journal.Create(path);
            write(journal);
            journal.Sync();
            Folders.Sync(folder);
        }
        catch
        {
            FileActions.TryDelete(path);
            throw;
        }
    }
}
