using System.Diagnostics;
using Sweeps.Core.Files;
using Sweeps.Core.Store;
using Sweeps.Tests;

namespace Sweeps.Reports.Tests;

/// <summary>Sweeps that tests make reports of, trained by the program itself in a folder of their own.</summary>
internal sealed class TestSweep : IDisposable
{
    private TestSweep(string folder) => Folder = folder;

    public string Folder { get; }

    public SweepPaths Paths => SweepPaths.OfFolder(Directory.GetDirectories(Path.Combine(Folder, "results")).Single());

    public string Report => Paths.Report;

    /// <summary>An experiment that is shipped.</summary>
    public static TestSweep Shipped(string name, params string[] options) => Run(Path.Combine(Repository.Root, "experiments", name + ".yaml"), options);

    /// <summary>A definition over 400 made-up words.</summary>
    public static TestSweep Of(string definition, params string[] options)
    {
        var sources = Directory.CreateTempSubdirectory("sweeps-report-source-").FullName;
        File.WriteAllLines(Path.Combine(sources, "words.txt"), Enumerable.Range(0, 400).Select(Word));
        File.WriteAllText(Path.Combine(sources, "sweep.yaml"), definition);
        try
        {
            return Run(Path.Combine(sources, "sweep.yaml"), options);
        }
        finally
        {
            Directory.Delete(sources, recursive: true);
        }
    }

    /// <summary>Calls the program.</summary>
    public static (int ExitCode, string Output) Sweeps(string folder, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "sweeps.dll"), .. arguments])
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("SWEEPS_DATA");
        using var process = TestProcess.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.Result);
    }

    /// <summary>The page as the library makes it.</summary>
    public byte[] Create(ReportOptions? options = null)
    {
        using var reader = ResultsReader.Open(Paths, global::Sweeps.Tests.Shipped.Parameters);
        return SweepReport.Create(Paths, reader, options ?? new ReportOptions());
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static TestSweep Run(string definition, string[] options)
    {
        var folder = Directory.CreateTempSubdirectory("sweeps-report-").FullName;
        var (exitCode, output) = Sweeps(folder, ["run", definition, "--report", "--quiet", .. options]);
        Assert.True(exitCode is 0 or 2, output);
        return new TestSweep(folder);
    }

    private static string Word(int index)
    {
        const string Vowels = "aeiou";
        const string Consonants = "bcdfghklmnprstvw";
        return string.Concat(Enumerable.Range(0, 3).Select(i => $"{Consonants[(index * (i + 3)) % 16]}{Vowels[(index / (i + 1)) % 5]}"));
    }
}
