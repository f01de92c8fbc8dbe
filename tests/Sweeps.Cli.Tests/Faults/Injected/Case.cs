namespace Sweeps.Cli.Tests.Faults.Injected;

/// <summary>A folder in which a scenario takes place.</summary>
/// <param name="Before">The folder of which it is a copy.</param>
internal sealed record Case(Bench Bench, string Before, string Folder)
{
    public IEnumerable<string> Differences(string definition) => Bench.Differences(Bench.Sweep(Folder), definition);
}
