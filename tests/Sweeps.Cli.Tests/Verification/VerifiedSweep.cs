using Sweeps.Cli.Tests.Processes;

namespace Sweeps.Cli.Tests.Verification;

/// <summary>A finished sweep that tests copy and change.</summary>
public sealed class VerifiedSweep : IDisposable
{
    public VerifiedSweep()
    {
        At.Define();
        Assert.Equal(0, At.Run("run", "small.yaml", "--quiet", "--out", "original").ExitCode);
    }

    internal Workspace At { get; } = new();

    /// <summary>A copy of the sweep.</summary>
    /// <returns>Its folder, relative to the workspace.</returns>
    public string Copy(string name)
    {
        var from = At.In("original", "small");
        var to = Path.Combine(name, "small");
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = At.In(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        return to;
    }

    public void Dispose() => At.Dispose();
}
