using Sweeps.Cli.Tests.Processes;

namespace Sweeps.Cli.Tests.Torch;

/// <summary>The program with an engine that is installed, in a folder with a small sweep.</summary>
internal sealed class TorchProgram : IDisposable
{
    private readonly Dictionary<string, string?> _environment;

    /// <summary>Skips the test where there is no engine.</summary>
    /// <param name="more">Variables besides those that the engine is found by.</param>
    public TorchProgram(InstalledTorch torch, params IEnumerable<KeyValuePair<string, string?>> more)
    {
        Assert.SkipWhen(InstalledTorch.WhyNot is not null, InstalledTorch.WhyNot ?? "");
        _environment = new(torch.Environment.Concat(more), StringComparer.Ordinal);
    }

    public Workspace At { get; } = new();

    public Finished Run(params IEnumerable<string> arguments) => SweepsProcess.Run(At.Folder, _environment, arguments);

    public Finished RunWith(string variable, string value, params IEnumerable<string> arguments) =>
        SweepsProcess.Run(At.Folder, new Dictionary<string, string?>(_environment, StringComparer.Ordinal) { [variable] = value }, arguments);

    public SweepsProcess Start(params IEnumerable<string> arguments) => SweepsProcess.Start(At.Folder, _environment, arguments);

    /// <summary>Runs it to its end, which has to be a good one.</summary>
    public string Done(params IEnumerable<string> arguments)
    {
        var finished = Run(arguments);
        Assert.True(finished.ExitCode == 0, finished.ToString());
        return finished.Out;
    }

    public void Dispose() => At.Dispose();
}
