using System.Buffers;
using System.Globalization;

namespace Sweeps.Core.Files;

/// <summary>All paths of a sweep. No other type builds paths of a sweep.</summary>
public sealed class SweepPaths
{
    /// <summary>The names of the tables that belong to no handler.</summary>
    public static IReadOnlyList<string> ReservedTables { get; } = ["runs", "losses", "timings"];

    private const int LongestName = 200;

    // No regular expression: its time limit could end a sweep on a busy machine.
    private static readonly SearchValues<char> s_nameCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-");

    private SweepPaths(string folder) => Folder = folder;

    /// <summary>The paths of a sweep by its name.</summary>
    /// <param name="results">The results folder, all sweeps' parent.</param>
    /// <exception cref="ArgumentException">The name is not a plain folder name.</exception>
    public static SweepPaths Of(string results, string name)
    {
        if (!IsPlainName(name))
            throw new ArgumentException($"'{name}' cannot be the name of a folder: letters, digits, '-', '_' and '.', not '.' or '..', are allowed.", nameof(name));
        return new SweepPaths(Path.Combine(Path.GetFullPath(results), name));
    }

    /// <summary>The paths of the sweep in this folder.</summary>
    public static SweepPaths OfFolder(string folder) => new(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));

    /// <summary>The results folder: an absolute path without a separator at its end.</summary>
    public string Folder { get; }

    /// <summary>The name of the folder, which is the name of the sweep unless it was renamed.</summary>
    public string Name => Path.GetFileName(Folder);

    /// <summary>The definition as the user gave it.</summary>
    public string Definition => In(DefinitionFile);

    /// <summary>What the definition became with what was set on the command line.</summary>
    public string Composed => In(ComposedFile);

    /// <summary>The table with a row per run.</summary>
    public string Runs => Table("runs");

    /// <summary>The table with the loss of every step.</summary>
    public string Losses => Table("losses");

    /// <summary>The table with what each run cost.</summary>
    public string Timings => Table("timings");

    /// <summary>The summary for people.</summary>
    public string SummaryMarkdown => In(SummaryMarkdownFile);

    /// <summary>The summary for programs.</summary>
    public string SummaryCsv => In(SummaryCsvFile);

    /// <summary>What was executed when, where and with what, and the checksums of the final files.</summary>
    public string Provenance => In(ProvenanceFile);

    /// <summary>The log of all executions, a JSON object per line.</summary>
    public string Log => In("log.jsonl");

    /// <summary>The report.</summary>
    public string Report => In(ReportFile);

    /// <summary>The tables in other programs' formats, a folder each.</summary>
    public string Exports => In("exports");

    /// <summary>Saved weights.</summary>
    public string Models => In("models");

    /// <summary>Files that workers are still writing.</summary>
    public string Parts => In("parts");

    /// <summary>Runs that the definition no longer has.</summary>
    public string Kept => In("kept");

    /// <summary>Damaged files that were moved aside.</summary>
    public string Damaged => In("damaged");

    /// <summary>Batch scripts, and the outputs and states of Slurm tasks.</summary>
    public string Slurm => In("slurm");

    /// <summary>The script of every task.</summary>
    public string SlurmTasks => Path.Combine(Slurm, "tasks.sh");

    /// <summary>The script of the merge.</summary>
    public string SlurmMerge => Path.Combine(Slurm, "merge.sh");

    /// <summary>What was submitted.</summary>
    public string SlurmSubmission => Path.Combine(Slurm, "submission.json");

    /// <summary>The state that the task with a share has written.</summary>
    public string SlurmTask(int share, int shares) => Path.Combine(Slurm, $"task-{share.ToString(CultureInfo.InvariantCulture)}-of-{shares.ToString(CultureInfo.InvariantCulture)}.json");

    /// <summary>Makes sure that a file of the sweep, if it is a symbolic link, does not lead out of its folder. Ask before writing to a file that may be there already.</summary>
    /// <exception cref="StorageException">It does.</exception>
    public static void CheckLinks(string file) => PathGuard.CheckFile(file);

    /// <summary>Makes sure that what the program reads and writes in the folder is what it made there, and no link, pipe or device.</summary>
    /// <exception cref="StorageException">Something is another thing.</exception>
    public void CheckContents() => PathGuard.CheckContents(this);

    /// <summary>Whether a path is one that the program keeps results under, there already or not, so that nothing else may be written to it.</summary>
    public bool Owns(string path)
    {
        var parts = Path.GetRelativePath(PathGuard.RealPath(Folder), PathGuard.RealPath(path)).Split(Path.DirectorySeparatorChar);
        if (parts[0] is ".." || Path.IsPathRooted(parts[0]))
            return false;
        // Some file systems do not distinguish upper and lower case.
        var name = parts[0].ToLowerInvariant();
        return name[0] is '.' || IsFinalName(name)
            || WrittenFolders.Skip(1).Any(folder => string.Equals(Path.GetFileName(folder), name, StringComparison.Ordinal));
    }

    /// <summary>Every folder that the program reads or writes in, the sweep's own first.</summary>
    internal IEnumerable<string> OwnFolders => [.. WrittenFolders, Exports];

    /// <summary>Whether a name in one of <see cref="OwnFolders"/> is that of a file that the program reads or writes.</summary>
    internal bool IsOwnFile(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        if (OwnFolders.Contains(path, StringComparer.Ordinal) || string.Equals(folder, Damaged, StringComparison.Ordinal) || string.Equals(folder, Exports, StringComparison.Ordinal))
            return false;
        var small = name.ToLowerInvariant();
        return string.Equals(folder, Folder, StringComparison.Ordinal)
            ? IsFinalName(small) || small is ReportFile || small.StartsWith(LockFile, StringComparison.Ordinal) || small.StartsWith(PlanFile, StringComparison.Ordinal) || small is TasksFile || IsOwnTemporary(name)
            : Path.GetExtension(small) is ".parquet" or JournalExtension or ".safetensors" or ".state" or ".json" or ".sh" or TemporaryExtension || string.Equals(folder, Next, StringComparison.Ordinal);
    }

    /// <summary>Whether a marker may name this, relative to the sweep's folder, as a file that is put in place or deleted: nothing else ever is.</summary>
    internal static bool IsCommitted(string file) => file.Split('/') switch
    {
        [var name] => IsPlainName(name) && IsFinalName(name),
        ["parts", var name] => IsPlainName(name) && Path.GetExtension(name) is ".parquet" or JournalExtension,
        ["kept", "runs.journal"] => true,
        _ => false,
    };

    private static bool IsFinalName(string name) =>
        Path.GetExtension(name) is ".parquet" or ".jsonl" || name is DefinitionFile or ComposedFile or SummaryMarkdownFile or SummaryCsvFile or ProvenanceFile;

    /// <summary>The final table with this name.</summary>
    public string Table(string table) => In(TableFile(table));

    /// <summary>The current path of a final table: in <see cref="Next"/> if an execution was killed while it put the tables in place.</summary>
    internal string Current(string table)
    {
        var next = NextFile(TableFile(table));
        return FileProbe.IsThere(CommitMarker) && FileProbe.IsThere(next) ? next : Table(table);
    }

    /// <summary>A final file by its name in the folder.</summary>
    internal string In(string file) => Path.Combine(Folder, file);

    /// <summary>A run's saved weights, if the sweep saves them.</summary>
    /// <param name="run">The whole id of the run.</param>
    public string Model(string run) => Path.Combine(Models, ModelFile(run));

    internal static string TableFile(string table) => IsPlainName(table)
        ? table + ".parquet"
        : throw new ArgumentException($"'{table}' cannot be the name of a table.", nameof(table));

    internal string KeptJournal => Path.Combine(Kept, "runs.journal");

    internal string KeptModels => Path.Combine(Kept, "models");

    internal string KeptModel(string run) => Path.Combine(KeptModels, ModelFile(run));

    /// <summary>Which runs the definition there has.</summary>
    internal string Plan => In(PlanFile);

    /// <summary>What the tasks of plugins declare; not there without plugins that bring tasks.</summary>
    internal string Tasks => In(TasksFile);

    internal string Lock => In(LockFile);

    internal string ShardLock(int shard, int shards) => In($".lock-{shard}-of-{shards}");

    internal string Journal(string session) => Path.Combine(Parts, session + JournalExtension);

    /// <summary>Where the next final files are put together.</summary>
    internal string Next => Path.Combine(Parts, "next");

    internal string NextFile(string file) => Path.Combine(Next, file);

    /// <summary>Says that everything in <see cref="Next"/> is complete and takes the place of the final files.</summary>
    internal string CommitMarker => Path.Combine(Parts, "commit.json");

    /// <summary>The latest state of the sweep under way, for looking at.</summary>
    internal string View(string table, string label) => Path.Combine(Parts, ViewFile(table, label));

    internal static string ViewFile(string table, string label) => label.Length == 0 ? TableFile(table) : TableFile(table + label);

    internal string States => Path.Combine(Parts, "state");

    internal string State(string run) => Path.Combine(States, CheckedRun(run) + ".state");

    /// <summary>A file that is being written and will be renamed.</summary>
    internal string Temporary(string name) => Path.Combine(Parts, name + TemporaryExtension);

    /// <summary>A file of the sweep's own folder that is being written and will be renamed.</summary>
    internal static string Temporary(string file, string session) => $"{file}.{session}{TemporaryExtension}";

    /// <summary>Whether <see cref="Temporary(string, string)"/> made this name.</summary>
    internal static bool IsOwnTemporary(string file) =>
        file.EndsWith(TemporaryExtension, StringComparison.Ordinal)
        && Array.Exists(s_renamed, name => file.StartsWith(name + ".", StringComparison.Ordinal));

    internal const string DefinitionFile = "definition.yaml";

    internal const string ComposedFile = "composed.yaml";

    private const string PlanFile = ".plan";

    private const string TasksFile = "tasks.json";

    internal const string SummaryMarkdownFile = "summary.md";

    internal const string SummaryCsvFile = "summary.csv";

    internal const string ProvenanceFile = "provenance.json";

    private const string ReportFile = "report.html";

    private const string LockFile = ".lock";

    /// <summary>Files of the sweep's own folder that are written there under another name and renamed.</summary>
    private static readonly string[] s_renamed = [DefinitionFile, ComposedFile, PlanFile, TasksFile, ProvenanceFile, ReportFile];

    internal const string JournalExtension = ".journal";

    internal const string TemporaryExtension = ".tmp";

    /// <summary>Folders that the program writes into.</summary>
    internal IEnumerable<string> WrittenFolders => [Folder, Parts, Next, States, Models, Kept, KeptModels, Damaged, Slurm];

    /// <summary>Whether a name stays where it is put: one component, no separator, no drive, not hidden.</summary>
    public static bool IsPlainName(string name) => name.Length is > 0 and <= LongestName && !name.AsSpan().ContainsAnyExcept(s_nameCharacters) && name.AsSpan().ContainsAnyExcept('.');

    private static string ModelFile(string run) => CheckedRun(run) + ".safetensors";

    private static string CheckedRun(string run) => RunId.IsValid(run)
        ? run
        : throw new ArgumentException($"'{run}' is not a run's id: 16 hexadecimal digits.", nameof(run));
}
