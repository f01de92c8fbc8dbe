using System.Collections.Concurrent;
using System.Security.Cryptography;
using Sweeps.Cli.Tests.Processes;
using Sweeps.Cli.Tests.Verbs;

namespace Sweeps.Cli.Tests.Faults.Injected;

/// <summary>Where sweeps of six short runs are disturbed: definitions, what their tables should be, and prepared folders, in memory if that can be had.</summary>
internal sealed class Bench : IDisposable
{
    public const string Usual = "usual";

    /// <summary>Two cells more and two less than <see cref="Usual"/>.</summary>
    public const string Edited = "edited";

    /// <summary>Ten cells.</summary>
    public const string Many = "many";

    /// <summary>Two runs that are long enough to save their states, if a handler holds them up.</summary>
    public const string Long = "long";

    private const string Memory = "/dev/shm";

    private readonly ConcurrentDictionary<string, Lazy<IReadOnlyDictionary<string, string>>> _expected = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Lazy<Prepared>> _prepared = new(StringComparer.Ordinal);
    private int _folders;

    public Bench()
    {
        Directory.CreateDirectory(Folder);
        Define(Usual, "steps: 20", "activation: [tanh, relu, gelu], norm: [none, layer]", "rank_collapse: { every: 10 }, dead_units: { every: 10 }");
        Define(Edited, "steps: 20", "activation: [tanh, relu, selu], norm: [none, layer]", "rank_collapse: { every: 10 }, dead_units: { every: 10 }");
        Define(Many, "steps: 10", "lr: { from: 0.1, to: 1, steps: 10 }", "dead_units: { every: 10 }");
        // A handler that needs nothing is called where others look.
        Define(Long, "steps: 8000", "activation: [tanh, relu]", "brake: { every: 1 }, dead_units: { every: 1 }");
        Injector = Injector.TryCompile(Folder, out var why);
        WhyNot = why;
    }

    /// <summary>In which the numbers of files are never used again, which a cut of the power relies on.</summary>
    public string Folder { get; } = Directory.Exists(Memory)
        ? Path.Combine(Memory, "sweeps-faults-" + Guid.NewGuid().ToString("n"))
        : Directory.CreateTempSubdirectory("sweeps-faults-").FullName;

    public Injector? Injector { get; }

    /// <summary>Why there is no injector.</summary>
    public string WhyNot { get; }

    public string File(string definition) => Path.Combine(Folder, definition + ".yaml");

    public static string Sweep(string folder) => Path.Combine(folder, "results", "s");

    /// <summary>Runs the program undisturbed, inside this process: whoever goes on has its code compiled already.</summary>
    public static Finished Run(params IEnumerable<string> arguments) => InProcess.Invoke(arguments).GetAwaiter().GetResult();

    public static void RunWell(params IEnumerable<string> arguments)
    {
        var finished = Run(arguments);
        Assert.True(finished.ExitCode == 0, finished.ToString());
    }

    public Prepared Prepare(Scenario scenario) => _prepared.GetOrAdd(scenario.Name, _ => new(() => Prepared.Make(this, scenario))).Value;

    /// <summary>A name for a new folder.</summary>
    public string NewFolder(string what) => Path.Combine(Folder, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{what}-{Interlocked.Increment(ref _folders)}"));

    /// <summary>The tables, summaries and models that an undisturbed sweep has, by name, with checksums.</summary>
    public IReadOnlyDictionary<string, string> Expected(string definition) => _expected.GetOrAdd(definition, _ => new(() =>
    {
        var folder = NewFolder("undisturbed");
        RunWell("run", File(definition), "--out", Path.Combine(folder, "results"), "--quiet", "--plugin", Workspace.Plugin);
        return Deterministic(Sweep(folder));
    })).Value;

    /// <summary>What a sweep lacks of a definition's tables, or has other bytes of.</summary>
    public IEnumerable<string> Differences(string sweep, string definition)
    {
        var there = Deterministic(sweep);
        var expected = Expected(definition);
        foreach (var (name, sum) in expected)
            if (!there.TryGetValue(name, out var other))
                yield return $"{name} is missing";
            else if (!string.Equals(sum, other, StringComparison.Ordinal))
                yield return $"{name} has other bytes";
        foreach (var name in there.Keys.Where(name => !expected.ContainsKey(name)))
            yield return $"{name} is too much";
    }

    /// <summary>The files of a sweep, but those that are kept or were damaged and moved aside.</summary>
    public static IEnumerable<string> Names(string folder) => Directory.EnumerateFiles(Sweep(folder), "*", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(Sweep(folder), file))
        .Where(file => file.Split('/')[0] is not ("damaged" or "kept"));

    public static IReadOnlyDictionary<string, string> Sums(string folder, Func<string, bool> counts) => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file)).Where(counts)
            .ToDictionary(name => name, name => Convert.ToHexStringLower(SHA256.HashData(System.IO.File.ReadAllBytes(Path.Combine(folder, name)))), StringComparer.Ordinal)
        : new Dictionary<string, string>(StringComparer.Ordinal);

    public static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var folder in Directory.EnumerateDirectories(from, "*", SearchOption.AllDirectories))
            Directory.CreateDirectory(Path.Combine(to, Path.GetRelativePath(from, folder)));
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
            System.IO.File.Copy(file, Path.Combine(to, Path.GetRelativePath(from, file)));
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static IReadOnlyDictionary<string, string> Deterministic(string sweep) => Sums(sweep, name =>
        (name.EndsWith(".parquet", StringComparison.Ordinal) && !name.Contains('/', StringComparison.Ordinal) && name is not "timings.parquet")
        || name.StartsWith("summary.", StringComparison.Ordinal)
        || name.StartsWith("models/", StringComparison.Ordinal));

    private void Define(string definition, string train, string grid, string handlers)
    {
        using var words = new Workspace();
        var list = Path.Combine(Folder, "words.txt");
        if (!System.IO.File.Exists(list))
            System.IO.File.Copy(words.In("words.txt"), list);
        System.IO.File.WriteAllText(File(definition), $$"""
            name: s
            dataset: { source: words.txt, shuffle: python:42, context: 3, split: { train: 0.8, valid: 0.1, test: 0.1 } }
            model: { embedding: 4, width: 8, depth: 2 }
            train: { {{train}}, batch_size: 8 }
            seed: 1
            save: model
            grid: { {{grid}} }
            handlers: [ {{handlers}} ]
            summary: { rows: [activation], values: [loss_start, loss_end] }
            """ + "\n");
    }
}
