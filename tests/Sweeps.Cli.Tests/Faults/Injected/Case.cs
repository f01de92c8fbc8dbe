namespace Sweeps.Cli.Tests.Faults.Injected;

/// <summary>A folder in which a scenario takes place.</summary>
/// <param name="Before">The folder of which it is a copy.</param>
/// <param name="Told">What the command wrote to standard output, without the folder's name.</param>
/// <param name="Expected">What it writes undisturbed; null where that is being found out.</param>
internal sealed record Case(Bench Bench, string Before, string Folder, string Told, string? Expected)
{
    public IEnumerable<string> Differences(string definition) => Bench.Differences(Bench.Sweep(Folder), definition);
}
