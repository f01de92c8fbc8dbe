using Sweeps.Core.Analysis.Findings;
using Sweeps.Core.Definitions;
using Sweeps.Core.Files;
using Sweeps.Core.Outcomes.Measures;
using Sweeps.Core.Parameters;
using Sweeps.Core.Plans;
using Sweeps.Core.Tables;

namespace Sweeps.Core.Store;

/// <summary>The input of final files besides the stored runs.</summary>
internal sealed record FinalContent
{
    /// <summary>The cells in the order of the plan. The list is read once or twice.</summary>
    public required IReadOnlyList<PlannedCell> Cells { get; init; }

    /// <summary>The parameters that runs have.</summary>
    public required ParameterSet Parameters { get; init; }

    public required IReadOnlyList<HandlerSpec> Handlers { get; init; }

    /// <summary>The thresholds for findings.</summary>
    public FindingThresholds Findings { get; init; } = FindingThresholds.Default;

    /// <summary>The measures that the definition adds.</summary>
    public IReadOnlyList<DefinedMeasure> Measures { get; init; } = [];

    /// <summary>The level of chance of a cell's data.</summary>
    public required Func<PlannedCell, double?> Chance { get; init; }

    /// <summary>The version of the program.</summary>
    public required string Version { get; init; }

    /// <summary>The files of the definition, as names with contents.</summary>
    public required IReadOnlyList<(string Name, byte[] Content)> Definitions { get; init; }

    /// <summary>The beginning of <c>summary.md</c>.</summary>
    public required string Heading { get; init; }

    /// <summary>Makes the summaries, as names with contents, from the path of the new <c>runs.parquet</c>.</summary>
    public required Func<string, IReadOnlyList<(string Name, byte[] Content)>> Summaries { get; init; }

    /// <summary>Makes the new <c>provenance.json</c> from the old one and the files.</summary>
    public required Func<byte[]?, IReadOnlyList<StoredFile>, byte[]> Provenance { get; init; }
}

/// <summary>Makes the final files from the stored runs, run by run in the order of the plan.</summary>
internal sealed class Compactor(SweepStore store, FinalContent content)
{
    private readonly HashSet<ulong> _damaged = [];

    /// <summary>Writes the final files that are missing or out of date.</summary>
    /// <returns>The runs that are damaged and have to be trained again. If there are any, no file was put in place.</returns>
    /// <exception cref="StorageException">The files cannot be written. The old files are unchanged.</exception>
    public IReadOnlyCollection<ulong> Run(CancellationToken stop)
    {
        var paths = store.Paths;
        store.CreateParts();
        FinalCommit.Begin(paths);
        using var readers = new RunReaders(store.Sources);
        var files = new List<StoredFile>();
        var earlier = FileReading.BytesIfThere(paths.Provenance);
        var standing = new StandingFiles(paths, earlier);
        var isSameOrigin = standing.AreOf(content.Version, content.Definitions);
        var keepTables = IsCurrent(readers, isSameOrigin);
        if (!keepTables)
            files.AddRange(WriteTables(readers, stop));
        if (_damaged.Count > 0)
            return _damaged;
        var written = files.ConvertAll(file => new FinalCommit.MarkedFile(file.Name, file.Bytes, file.Sha256));

        foreach (var (name, bytes) in content.Definitions)
            Stage(name, bytes, files, written);
        if (keepTables && isSameOrigin && standing.Summaries(content.Heading) is { } summaries)
        {
            files.AddRange(summaries);
        }
        else
        {
            foreach (var (name, bytes) in content.Summaries(keepTables ? paths.Runs : paths.NextFile(SweepPaths.TableFile("runs"))))
                Stage(name, bytes, files, written);
        }

        var keepsKept = WriteKept(readers, written);
        if (keepTables)
            files.AddRange(Unchanged(earlier, files));
        // Lost checksums are written again even if nothing else has changed. So is the version, so that the next execution need not compare the cells again.
        if (written.Count > 0 || !Provenance.States(earlier, files) || (!isSameOrigin && content.Version.Length > 0))
        {
            var provenance = content.Provenance(earlier, files);
            AtomicFile.WriteNew(paths.NextFile(SweepPaths.ProvenanceFile), provenance);
            written.Add(new(SweepPaths.ProvenanceFile, provenance.Length, Safetensors.Sha256(provenance)));
        }

        store.CheckLock();
        store.CloseJournal();
        FinalCommit.Commit(paths, new(written, [.. Obsolete(keepTables, keepsKept)]));
        return [];
    }

    /// <summary>Whether the final tables are up to date.</summary>
    /// <param name="isSameOrigin">Whether this version of the program wrote them for this definition. Then a run in its place has the parameters of its cell.</param>
    private bool IsCurrent(RunReaders readers, bool isSameOrigin)
    {
        if (store.FinalSource is not { } final || readers[final] is not StoredTables tables
            || !tables.HasLayoutOfToday || !tables.HasTimings || !string.Equals(tables.FindingRules, FindingRules.Signature(content.Findings), StringComparison.Ordinal)
            || !string.Equals(tables.Measures, DefinedMeasure.Signatures(content.Measures), StringComparison.Ordinal)
            || !tables.Handlers.SequenceEqual(content.Handlers.Select(handler => handler.Key)))
            return false;
        long place = 0;
        var runs = CellIds.Of(content.Cells).Runs;
        var isStored = new bool[runs.Length];
        for (var i = 0; i < runs.Length; i++)
        {
            if (store.Index.Find(runs[i]) is not { } entry)
                continue;
            if (entry.Source != final || entry.Place != place++)
                return false;
            isStored[i] = true;
        }

        if (place != tables.RowCount || isSameOrigin)
            return place == tables.RowCount;
        place = 0;
        var rows = tables.Cells();
        return CellIds.Some(content.Cells, isStored).All(cell => rows.IsOf(place++, cell.Cell));
    }

    private List<StoredFile> WriteTables(RunReaders readers, CancellationToken stop)
    {
        using var tables = new TablesWriter(table => store.Paths.NextFile(SweepPaths.TableFile(table)), content.Parameters, content.Handlers, content.Findings, content.Measures, content.Chance);
        foreach (var cell in content.Cells)
        {
            stop.ThrowIfCancellationRequested();
            var id = RunId.Parse(cell.Run);
            if (store.Index.Find(id) is not { } entry)
                continue;
            try
            {
                tables.Append(cell, readers.Load(id, entry));
            }
            catch (InvalidDataException)
            {
                _damaged.Add(id);
            }
        }

        if (_damaged.Count > 0)
            return [];
        tables.Finish();
        return [.. tables.Files];
    }

    private void Stage(string name, byte[] bytes, List<StoredFile> files, List<FinalCommit.MarkedFile> written)
    {
        var file = new StoredFile(name, Safetensors.Sha256(bytes), bytes.Length);
        files.Add(file);
        if (FileReading.BytesIfThere(store.Paths.In(name)) is { } there && there.AsSpan().SequenceEqual(bytes))
            return;
        AtomicFile.WriteNew(store.Paths.NextFile(name), bytes);
        written.Add(new(name, file.Bytes, file.Sha256));
    }

    /// <summary>Writes the runs that the plan does not have: each once, with the most handlers that it was stored with.</summary>
    /// <returns>Whether there are any.</returns>
    private bool WriteKept(RunReaders readers, List<FinalCommit.MarkedFile> written)
    {
        var kept = KeptRuns.Choose(store, readers);
        if (kept.Count == 0)
            return false;
        if (KeptRuns.IsCurrent(store, kept))
            return true;
        var name = Path.GetFileName(store.Paths.KeptJournal);
        var next = store.Paths.NextFile(name);
        KeptRuns.Write(next, readers, kept);
        written.Add(new("kept/" + name, FileProbe.Look(next, follow: false).Length, FileReading.Sha256(next)));
        return true;
    }

    private IEnumerable<StoredFile> Unchanged(byte[]? earlier, List<StoredFile> files)
    {
        var known = Provenance.Checksums(earlier);
        foreach (var name in content.Handlers.Select(handler => handler.Key.Name).Concat(SweepPaths.ReservedTables).Select(SweepPaths.TableFile))
        {
            if (files.Exists(file => string.Equals(file.Name, name, StringComparison.Ordinal)))
                continue;
            var path = store.Paths.In(name);
            yield return new(name, known.TryGetValue(name, out var sha256) ? sha256 : FileReading.Sha256(path), FileProbe.Look(path, follow: true).Length);
        }
    }

    /// <summary>The files that the new files replace: journals, preliminary tables, and tables of handlers that were removed.</summary>
    private IEnumerable<string> Obsolete(bool keepTables, bool keepsKept)
    {
        foreach (var journal in store.Journals)
            yield return "parts/" + Path.GetFileName(journal);
        foreach (var view in Folders.Files(store.Paths.Parts, ".parquet").Select(Path.GetFileName))
            if (SweepPaths.IsPlainName(view!))
                yield return "parts/" + view;
        if (!keepsKept)
            yield return "kept/" + Path.GetFileName(store.Paths.KeptJournal);
        if (keepTables)
            yield break;
        var current = content.Handlers.Select(handler => handler.Key.Name).Concat(SweepPaths.ReservedTables).ToHashSet(StringComparer.Ordinal);
        foreach (var name in Provenance.Checksums(FileReading.BytesIfThere(store.Paths.Provenance)).Keys)
            if (name.EndsWith(".parquet", StringComparison.Ordinal) && SweepPaths.IsPlainName(name) && !current.Contains(Path.GetFileNameWithoutExtension(name)))
                yield return name;
    }
}
