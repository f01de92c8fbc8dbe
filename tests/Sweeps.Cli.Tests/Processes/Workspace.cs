using System.Security.Cryptography;

namespace Sweeps.Cli.Tests.Processes;

/// <summary>An empty folder to work in, with definitions of small sweeps.</summary>
internal sealed class Workspace : IDisposable
{
    /// <summary>Files that may differ between two executions.</summary>
    private static readonly string[] s_differing = ["timings.parquet", "provenance.json", "log.jsonl"];

    public Workspace()
    {
        Folder = Directory.CreateTempSubdirectory("sweeps-cli-").FullName;
        // Words of its own, so that nothing but the program is needed.
        File.WriteAllLines(In("words.txt"), Enumerable.Range(0, 400).Select(Word));
    }

    /// <summary>The plugin with this assembly's own handlers.</summary>
    public static string Plugin { get; } = typeof(BrakeKind).Assembly.Location;

    public string Folder { get; }

    public string In(params string[] parts) => Path.Combine([Folder, .. parts]);

    /// <summary>Copies a folder with all that is in it to a place where there is none yet.</summary>
    public void CopyFolder(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(In(from), "*", SearchOption.AllDirectories))
        {
            var copy = In(to, Path.GetRelativePath(In(from), file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    /// <summary>A small sweep of four cells.</summary>
    /// <param name="handler">One handler more.</param>
    public string Define(string name = "small", int steps = 60, string grid = "grid: { activation: [tanh, gelu], norm: [none, layer] }", string more = "", string? file = null, string? handler = null)
    {
        file ??= name + ".yaml";
        File.WriteAllText(In(file), $$"""
            name: {{name}}
            dataset: { source: words.txt, shuffle: python:42, context: 3, split: { train: 0.8, valid: 0.1, test: 0.1 } }
            model: { embedding: 4, width: 9, depth: 2 }
            train: { steps: {{steps}}, batch_size: 8, lr: 0.1 }
            {{grid}}
            handlers:
              - percentiles: { every: 7 }
              - rank_collapse: { every: 20 }
              - update_ratio: { every: 11 }
              - saturation: { every: 20 }
              - dead_units: { every: 20 }
              - moments: { every: 13 }
              - histogram: { every: 30 }
              {{(handler is null ? "" : "- " + handler)}}
            save: model
            {{more}}
            """ + "\n");
        return file;
    }

    /// <summary>From now on a <see cref="BrakeKind"/> takes its time, or no longer.</summary>
    public void Brake(bool isOn)
    {
        if (isOn)
            File.WriteAllText(In("brake"), "");
        else
            File.Delete(In("brake"));
    }

    public Finished Run(params IEnumerable<string> arguments) => SweepsProcess.Run(Folder, arguments);

    /// <summary>The checksum of every file of a sweep that must be the same wherever and however it was executed.</summary>
    public SortedDictionary<string, string> Checksums(string folder)
    {
        var root = In(folder);
        var sums = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories))
        {
            var name = Path.GetRelativePath(root, file);
            if (!s_differing.Contains(name, StringComparer.Ordinal))
                sums[name] = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)));
        }

        return sums;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static string Word(int number)
    {
        var letters = new char[3 + (number % 5)];
        for (var i = 0; i < letters.Length; i++)
            letters[i] = (char)('a' + ((number * 31 + i * i * 17 + number / 7) % 26));
        return new string(letters);
    }
}
