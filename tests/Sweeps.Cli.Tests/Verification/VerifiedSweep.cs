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
        var to = Path.Combine(name, "small");
        At.CopyFolder(Path.Combine("original", "small"), to);
        return to;
    }

    public void Dispose() => At.Dispose();
}
