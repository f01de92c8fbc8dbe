using Sweeps.Core.Datasets.Kinds;
using Sweeps.Core.Files;
using Sweeps.Core.Text;
using Sweeps.Training;

namespace Sweeps.Core.Datasets;

/// <summary>Finds lists and prepares examples. Equal settings are prepared once and kept while they are among the last few. Thread-safe.</summary>
public sealed class DataCatalogue
{
    /// <summary>The variable that names folders of lists.</summary>
    public const string FoldersVariable = "SWEEPS_DATA";

    private const int Kept = 16;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (DataSource? Source, string? Problem)> _lists = new(StringComparer.Ordinal);
    private readonly List<Prepared> _prepared = [];

    /// <param name="folders">Folders to look for lists in.</param>
    public DataCatalogue(IReadOnlyList<string> folders) => Folders = folders;

    /// <summary>The folders in which lists are looked for by name, in order.</summary>
    public IReadOnlyList<string> Folders { get; }

    /// <summary>A catalogue of the folders in <see cref="FoldersVariable"/>, separated as in PATH.</summary>
    public static DataCatalogue FromEnvironment() =>
        new((Environment.GetEnvironmentVariable(FoldersVariable) ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    /// <summary>A list of words: see the other method of this name.</summary>
    internal (WordDataset? List, string? Problem) Find(string source, string baseFolder, string? sha256 = null)
    {
        var (found, problem) = Find(DatasetKinds.Default, source, baseFolder, sha256);
        return ((WordDataset?)found, problem);
    }

    /// <summary>A file by its shipped name, its path, or its file name in one of <see cref="Folders"/> (with or without the kind's extension).</summary>
    /// <param name="kind">How it is read.</param>
    /// <param name="source">As a definition names it.</param>
    /// <param name="baseFolder">What a relative path is relative to.</param>
    /// <param name="sha256">The checksum that it must have, in lower case, or null.</param>
    /// <param name="kinds">The kinds that there are, for messages. The default is those that come with the product.</param>
    /// <returns>The file, or what is wrong: one sentence for people.</returns>
    public (DataSource? Source, string? Problem) Find(DatasetKind kind, string source, string baseFolder, string? sha256 = null, IReadOnlyList<DatasetKind>? kinds = null)
    {
        kinds ??= DatasetKinds.All;
        if (kind.Shipped.FirstOrDefault(one => string.Equals(one.Name, source, StringComparison.Ordinal)) is { } shipped)
            return Expect(kind, source, sha256, Load($"shipped {kind.Name}:{source}", () => kind.ReadShipped(shipped)));
        if (!kind.HasFiles)
            return (null, $"there is no {kind.Noun} {Wording.Quote(source)}; there are {Wording.AllOf([.. kind.Shipped.Select(one => one.Name)])}{Elsewhere(kind, source, kinds) ?? Wording.Suggest(source, kind.Shipped.Select(one => one.Name))}");
        List<string> candidates;
        try
        {
            candidates = Candidates(kind, source, baseFolder);
        }
        catch (ArgumentException)
        {
            return (null, $"{Wording.Quote(source)} is not a path");
        }

        var found = candidates.Where(FileProbe.SeemsReadable).ToList();
        if (found.Count == 0)
            return (null, Missing(kind, source, baseFolder, candidates, sha256, kinds));
        var results = found.Select(path => Expect(kind, source, sha256, Load($"{kind.Name}:{path}", () => ReadFile(kind, path)))).ToList();
        return results.FirstOrDefault(result => result.Source is not null, results[0]);
    }

    /// <summary>The examples of a file.</summary>
    public TrainingData Prepare(DataSource source, DataSettings settings)
    {
        Prepared entry;
        lock (_lock)
        {
            var key = (source.Sha256, settings with { Source = "" });
            var index = _prepared.FindIndex(other => other.Key == key);
            if (index >= 0)
            {
                entry = _prepared[index];
                _prepared.RemoveAt(index);
            }
            else
            {
                entry = new Prepared(key, new Lazy<TrainingData>(() =>
                    LabelNoise.Apply(source.Build(source.Split(settings), settings), settings)));
            }

            _prepared.Add(entry);
            if (_prepared.Count > Kept)
                _prepared.RemoveAt(0);
        }

        try
        {
            return entry.Data.Value;
        }
        catch
        {
            // It would be thrown again for ever; what memory was too short for may fit next time.
            lock (_lock)
                _prepared.Remove(entry);
            throw;
        }
    }

    /// <summary>Examples of the training split, without preparing them.</summary>
    public static int CountTrain(DataSource source, DataSettings settings) =>
        source.CountExamples(source.Split(settings).Train);

    /// <summary>Examples that the training split has at least, without looking at its items.</summary>
    public static int LeastTrain(DataSource source, DataSettings settings) => source.LeastTrain(settings);

    private static (DataSource? Source, string? Problem) Expect(DatasetKind kind, string source, string? sha256, (DataSource? Source, string? Problem) result)
    {
        if (result.Source is not { } list)
            return (null, $"the {kind.Noun} {Wording.Quote(source)} cannot be used: {result.Problem}");
        return sha256 is null || string.Equals(list.Sha256, sha256, StringComparison.Ordinal)
            ? result
            : (null, $"the {kind.Noun} {Wording.Quote(source)}{(list.Path is { } path ? $" ({path})" : "")} has the sha256 {list.Sha256}, and the definition expects {sha256}"
                + (PublishedList.Find(source, sha256) is { } published ? $". {published.Advice}" : ""));
    }

    private static (DataSource? Source, string? Problem) ReadFile(DatasetKind kind, string path)
    {
        try
        {
            // Reading a pipe would wait for a writer. Pipes and devices have no length, so they are no files with content.
            var file = new FileInfo(path);
            if (file.ResolveLinkTarget(returnFinalTarget: true) is FileInfo target)
                file = target;
            if (file.Length == 0)
                return (null, $"it has no {kind.Items}: it is empty, or a pipe or a device, which cannot be a {kind.Noun}");
            using var stream = file.OpenRead();
            return kind.Read(stream, Path.GetFileName(path), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (null, e.Message);
        }
    }

    private (DataSource? Source, string? Problem) Load(string key, Func<(DataSource? Source, string? Problem)> read)
    {
        lock (_lock)
        {
            if (_lists.TryGetValue(key, out var known))
                return known;
            var result = read();
            if (result.Source is not null)
                _lists.Add(key, result);
            return result;
        }
    }

    private List<string> Candidates(DatasetKind kind, string source, string baseFolder)
    {
        var candidates = new List<string> { Path.GetFullPath(source, Path.GetFullPath(baseFolder)) };
        if (source.AsSpan().IndexOfAny('/', '\\') < 0 && !Path.IsPathRooted(source))
        {
            foreach (var folder in Folders)
            {
                candidates.Add(Path.GetFullPath(source, Path.GetFullPath(folder)));
                candidates.Add(Path.GetFullPath(source + kind.Extension, Path.GetFullPath(folder)));
            }
        }

        return candidates;
    }

    private string Missing(DatasetKind kind, string source, string baseFolder, List<string> candidates, string? sha256, IReadOnlyList<DatasetKind> kinds)
    {
        if (FileProbe.Apparent(candidates[0]) is FileKind.Folder)
            return $"{Wording.Quote(source)} is a folder ({candidates[0]}); a {kind.Noun} is a text file";
        var shipped = kind.Shipped.Select(one => one.Name).ToList();
        var elsewhere = Elsewhere(kind, source, kinds);
        var folders = Folders.Count == 0 ? $"; {FoldersVariable} names no folders" : "";
        var advice = kind is WordLists && PublishedList.Find(source, sha256) is { } published ? $". {published.Advice}" : "";
        return $"there is no {kind.Noun} {Wording.Quote(source)}: looked for {string.Join(", ", candidates)}{folders}{(shipped.Count == 0 ? "" : $"; shipped {(shipped.Count == 1 ? "is" : "are")} {Wording.AllOf(shipped)}")}"
            + (elsewhere ?? NearFiles.Same(source, baseFolder, Folders) ?? (Wording.Suggest(source, shipped) is { Length: > 0 } name ? name : NearFiles.Nearest(source, baseFolder, Folders))) + advice;
    }

    /// <summary>The end of a message about a source that is of another kind; null if it is of none.</summary>
    private static string? Elsewhere(DatasetKind kind, string source, IReadOnlyList<DatasetKind> kinds) =>
        kinds.FirstOrDefault(other => other != kind && other.Shipped.Any(one => string.Equals(one.Name, source, StringComparison.Ordinal))) is { } other
            ? $"; {source} is a {other.Noun}: write dataset: {{ kind: {other.Name}, source: {source} }}"
            : null;

    private sealed record Prepared((string Sha256, DataSettings Settings) Key, Lazy<TrainingData> Data);
}
