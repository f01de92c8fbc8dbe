using Sweeps.Cli.Tests.Processes;
using Sweeps.Tests;

namespace Sweeps.Cli.Tests.Query;

/// <summary>The program without the part that answers SQL.</summary>
[Kind(TestKind.Process)]
public sealed class MissingQueryTests
{
    [Fact]
    public void One_command_brings_it()
    {
        using var at = new Workspace();
        var folder = Path.Combine(Repository.Root, "tests", "Sweeps.Cli.Tests", "Stored", "tables");
        var told = SweepsProcess.Run(at.Folder, new Dictionary<string, string?>(StringComparer.Ordinal) { ["SWEEPS_QUERY"] = null }, ["query", folder, "FROM runs"]);
        Assert.True(told.ExitCode == 1, told.ToString());
        Assert.Contains("This needs DuckDB: it is not installed. 'scripts/install --query', called in the folder of the sources of sweeps, brings it: it fetches 110 MB and takes 70 MB of disk.", told.Error, StringComparison.Ordinal);
    }
}
