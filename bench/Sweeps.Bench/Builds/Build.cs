using System.Diagnostics;
using Sweeps.Parquet;

namespace Sweeps.Bench.Builds;

/// <summary>A published program in a folder. Only its command line and its table of timings are used, so that any build can be compared with any other.</summary>
internal sealed class Build
{
    private readonly string _program;
    private readonly string[] _leading;

    private Build(string program, string[] leading)
    {
        _program = program;
        _leading = leading;
    }

    /// <param name="folder">Has <c>sweeps</c>, <c>sweeps.exe</c> or <c>sweeps.dll</c>.</param>
    /// <returns>Null if it has none of them.</returns>
    public static Build? In(string folder)
    {
        var executable = new[] { "sweeps", "sweeps.exe" }.Select(name => Path.GetFullPath(Path.Combine(folder, name))).FirstOrDefault(File.Exists);
        var assembly = Path.GetFullPath(Path.Combine(folder, "sweeps.dll"));
        return executable is not null ? new Build(executable, []) : File.Exists(assembly) ? new Build("dotnet", [assembly]) : null;
    }

    /// <summary>Trains a case in a process of its own.</summary>
    /// <returns>Processor time of a step in microseconds, in the fastest run.</returns>
    /// <exception cref="InvalidOperationException">The program failed.</exception>
    public double MicrosecondsPerStep(TrainedCase trained)
    {
        var folder = Directory.CreateTempSubdirectory("sweeps-bench-").FullName;
        try
        {
            var definition = Path.Combine(folder, "case.yaml");
            File.WriteAllText(definition, trained.Definition);
            Run([.. _leading, "run", definition, "--out", folder, "--quiet", "--workers", "1"]);
            return FastestRun(Path.Combine(folder, TrainedCase.Sweep, "timings.parquet")) * 1e6 / trained.Steps;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static double FastestRun(string timings)
    {
        using var reader = ParquetReader.Open(timings);
        return Enumerable.Range(0, reader.RowGroupCount)
            .SelectMany(group => reader.ReadRowGroup(group).Column<double>("processor_seconds").Values.ToArray())
            .Min();
    }

    private void Run(string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(_program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })
            ?? throw new InvalidOperationException($"'{_program}' did not start.");
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"'{_program} {string.Join(' ', arguments)}' ended with exit code {process.ExitCode}: {errors}{output.Result}");
    }
}
