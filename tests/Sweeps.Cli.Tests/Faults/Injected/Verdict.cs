namespace Sweeps.Cli.Tests.Faults.Injected;

/// <summary>What came of an injection.</summary>
/// <param name="Struck">The calls that were hit; none if the process made fewer.</param>
/// <param name="ExitCode">Of the disturbed execution.</param>
/// <param name="Lost">Runs that were committed and trained again, or told wrongly; what was said to be kept and is not.</param>
/// <param name="Bytes">Files that are missing or have other bytes than they should.</param>
/// <param name="Codes">Exit codes and messages that should not be.</param>
internal sealed record Verdict(IReadOnlyList<string> Struck, int ExitCode, IReadOnlyList<string> Lost, IReadOnlyList<string> Bytes, IReadOnlyList<string> Codes)
{
    public bool IsRight => Lost.Count + Bytes.Count + Codes.Count == 0;

    public IEnumerable<string> Wrongs => [.. Lost, .. Bytes, .. Codes];
}
