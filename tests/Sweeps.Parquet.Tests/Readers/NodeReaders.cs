using System.Diagnostics;
using Sweeps.Tests;

namespace Sweeps.Parquet.Tests.Readers;

/// <summary>The scripts of <c>tests/readers</c>, which need Node and <c>npm ci</c> in that folder; tests that call them are skipped without.</summary>
internal static class NodeReaders
{
    /// <summary>Runs a script in a process of its own.</summary>
    /// <returns>What it printed.</returns>
    public static string Run(string script, params string[] arguments)
    {
        var node = FindNode();
        Assert.SkipWhen(node is null, "Node.js is not on the PATH.");
        var start = new ProcessStartInfo(node!, [Path.Combine(Repository.Readers(), script), .. arguments]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = TestProcess.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{script} ended with {process.ExitCode}:\n{output}\n{errors.Result}");
        return output;
    }

    private static string? FindNode() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? "node.exe" : "node"))
            .FirstOrDefault(File.Exists);
}

/// <summary>A folder that is deleted with what is in it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string FullPath { get; } = Directory.CreateTempSubdirectory("sweeps-parquet-").FullName;

    public string File(string name) => Path.Combine(FullPath, name);

    public void Dispose() => Directory.Delete(FullPath, recursive: true);
}
