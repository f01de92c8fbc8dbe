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
    private readonly Dictionary<string, (WordDataset? List, string? Problem)> _lists = new(StringComparer.Ordinal);
    private readonly List<Prepared> _prepared = [];

    /// <param name="folders">Folders to look for lists in.</param>
    public DataCatalogue(IReadOnlyList<string> folders) => Folders = folders;

    public IReadOnlyList<string> Folders { get; }

    /// <summary>A catalogue of the folders in <see cref="FoldersVariable"/>, separated as in PATH.</summary>
    public static DataCatalogue FromEnvironment() =>
        new((Environment.GetEnvironmentVariable(FoldersVariable) ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    /// <summary>A list by its shipped name, its path, or its file name in one of <see cref="Folders"/> (with or without .txt).</summary>
    /// <param name="baseFolder">What a relative path is relative to.</param>
    /// <param name="sha256">The checksum that it must have, in lower case, or null.</param>
    /// <returns>The list, or what is wrong: one sentence for people.</returns>
    public (WordDataset? List, string? Problem) Find(string source, string baseFolder, string? sha256 = null)
    {
        if (ShippedLists.Find(source) is { } shipped)
            return Expect(source, sha256, Load($"shipped:{source}", () => ListReader.Read(shipped.Bytes(), source, null)));
        List<string> candidates;
        try
        {
            candidates = Candidates(source, baseFolder);
        }
        catch (ArgumentException)
        {
            return (null, $"{Wording.Quote(source)} is not a path");
        }

        var found = candidates.Where(FileProbe.SeemsReadable).ToList();
        if (found.Count == 0)
            return (null, Missing(source, baseFolder, candidates, sha256));
        var results = found.Select(path => Expect(source, sha256, Load(path, () => ReadFile(path)))).ToList();
        return results.FirstOrDefault(result => result.List is not null, results[0]);
    }

    /// <summary>The examples of a list.</summary>
    public TrainingData Prepare(WordDataset list, DataSettings settings)
    {
        Prepared entry;
        lock (_lock)
        {
            var key = (list.Sha256, settings with { Source = "" });
            var index = _prepared.FindIndex(other => other.Key == key);
            if (index >= 0)
            {
                entry = _prepared[index];
                _prepared.RemoveAt(index);
            }
            else
            {
                entry = new Prepared(key, new Lazy<TrainingData>(() =>
                    ExampleBuilder.Build(list, settings.Shuffle.Order(list.Words), Bounds(list, settings), settings.Context)));
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
    public static int CountTrain(WordDataset list, DataSettings settings) =>
        ExampleBuilder.Count(list, settings.Shuffle.Order(list.Words).AsSpan(0, Bounds(list, settings).Train));

    /// <summary>Examples that the training split has at least, without looking at its words: each has a symbol and an end.</summary>
    public static int LeastTrain(WordDataset list, DataSettings settings) => 2 * Bounds(list, settings).Train;

    private static SplitBounds Bounds(WordDataset list, DataSettings settings) =>
        SplitBounds.Of(list.Words, settings.Train, settings.Valid, settings.Test);

    private static (WordDataset? List, string? Problem) Expect(string source, string? sha256, (WordDataset? List, string? Problem) result)
    {
        if (result.List is not { } list)
            return (null, $"the list {Wording.Quote(source)} cannot be used: {result.Problem}");
        return sha256 is null || string.Equals(list.Sha256, sha256, StringComparison.Ordinal)
            ? result
            : (null, $"the list {Wording.Quote(source)}{(list.Path is { } path ? $" ({path})" : "")} has the sha256 {list.Sha256}, and the definition expects {sha256}"
                + (PublishedList.Find(source, sha256) is { } published ? $". {published.Advice}" : ""));
    }

    private static (WordDataset? List, string? Problem) ReadFile(string path)
    {
        try
        {
            // A pipe waits for somebody to write into it. Like a device it has no length, and so has no file with words.
            var file = new FileInfo(path);
            if (file.ResolveLinkTarget(returnFinalTarget: true) is FileInfo target)
                file = target;
            if (file.Length == 0)
                return (null, "it has no words: it is empty, or a pipe or a device, which cannot be a list");
            using var stream = file.OpenRead();
            var bytes = new MemoryStream();
            var buffer = new byte[1 << 16];
            // A file that grows has no length to rely on.
            while (bytes.Length <= ListReader.LargestFile && stream.Read(buffer) is > 0 and var read)
                bytes.Write(buffer, 0, read);
            return ListReader.Read(bytes.GetBuffer().AsSpan(0, (int)bytes.Length), Path.GetFileName(path), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (null, e.Message);
        }
    }

    private (WordDataset? List, string? Problem) Load(string key, Func<(WordDataset? List, string? Problem)> read)
    {
        lock (_lock)
        {
            if (_lists.TryGetValue(key, out var known))
                return known;
            var result = read();
            if (result.List is not null)
                _lists.Add(key, result);
            return result;
        }
    }

    private List<string> Candidates(string source, string baseFolder)
    {
        var candidates = new List<string> { Path.GetFullPath(source, Path.GetFullPath(baseFolder)) };
        if (source.AsSpan().IndexOfAny('/', '\\') < 0 && !Path.IsPathRooted(source))
        {
            foreach (var folder in Folders)
            {
                candidates.Add(Path.GetFullPath(source, Path.GetFullPath(folder)));
                candidates.Add(Path.GetFullPath(source + ".txt", Path.GetFullPath(folder)));
            }
        }

        return candidates;
    }

    private string Missing(string source, string baseFolder, List<string> candidates, string? sha256)
    {
        if (FileProbe.Apparent(candidates[0]) is FileKind.Folder)
            return $"{Wording.Quote(source)} is a folder ({candidates[0]}); a list is a text file";
        var shipped = ShippedLists.All.Select(list => list.Name).ToList();
        var folders = Folders.Count == 0 ? $"; {FoldersVariable} names no folders" : "";
        var advice = PublishedList.Find(source, sha256) is { } published ? $". {published.Advice}" : "";
        return $"there is no list {Wording.Quote(source)}: looked for {string.Join(", ", candidates)}{folders}; shipped are {Wording.OneOf(shipped).Replace(" or ", " and ", StringComparison.Ordinal)}"
            + (NearFiles.Same(source, baseFolder, Folders) ?? (Wording.Suggest(source, shipped) is { Length: > 0 } name ? name : NearFiles.Nearest(source, baseFolder, Folders))) + advice;
    }

    private sealed record Prepared((string Sha256, DataSettings Settings) Key, Lazy<TrainingData> Data);
}
