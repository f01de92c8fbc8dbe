using Sweeps.Cli.Tests.Processes;
using Sweeps.Tests;
using Sweeps.Training.Tasks;

namespace Sweeps.Cli.Tests.Verbs;

/// <summary>What a build from before <c>module_index</c>, and before metrics, has left: tables, and the journal of one share.</summary>
[Kind(TestKind.Long)]
public sealed class EarlierBuildTests : IDisposable
{
    private static readonly string s_stored = Path.Combine(Repository.Root, "tests", "Sweeps.Cli.Tests", "Earlier");
    private readonly Workspace _at = new();

    public void Dispose() => _at.Dispose();

    [Theory]
    [InlineData("tables", "nothing to train")]
    [InlineData("journal", "2 runs trained")]
    public async Task The_same_command_trains_what_is_left_and_gives_the_values_of_today(string stored, string told)
    {
        var expected = await Fresh();
        var columns = await Columns("fresh");
        _at.CopyFolder(Path.Combine(s_stored, stored), Path.Combine("o", "earlier"));
        var again = await InProcess.Invoke("run", Path.Combine(s_stored, "earlier.yaml"), "--out", _at.In("o"));
        Assert.True(again.ExitCode == 0, again.ToString());
        Assert.Contains(told, again.ToString(), StringComparison.Ordinal);
        Assert.Equal(expected.Where(IsWhole), _at.Checksums(Path.Combine("o", "earlier")).Where(IsWhole));
        var found = await Columns("o");
        Assert.Equal(columns.Where(IsKnown), found.Where(IsKnown));
        Assert.Contains("runs.accuracy_valid", found.Keys);

        // Metrics cannot be told without the network: they are null for runs that a build without them trained.
        static bool IsWhole(KeyValuePair<string, string> file) => file.Key is not "runs.parquet";
        static bool IsKnown(KeyValuePair<string, string> column) => !TrainingTasks.All.Any(task => task.Metrics.Any(metric => column.Key.StartsWith($"runs.{metric.Name}_", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("tables")]
    [InlineData("journal")]
    public async Task What_is_exported_before_has_the_places_of_the_modules(string stored)
    {
        await Fresh();
        _at.CopyFolder(Path.Combine(s_stored, stored), Path.Combine("o", "earlier"));
        var expected = await Moments("fresh");
        var found = await Moments("o");
        Assert.Equal("cell,run,step,layer,module_index,module", string.Join(',', found[0].Split(',').Take(6)));
        Assert.NotEmpty(found.Skip(1));
        Assert.Equal(expected.Where(line => found.Exists(other => string.Equals(Run(other), Run(line), StringComparison.Ordinal))), found);
    }

    private static string Run(string line) => line.Split(',')[1];

    private async Task<SortedDictionary<string, string>> Fresh()
    {
        var fresh = await InProcess.Invoke("run", Path.Combine(s_stored, "earlier.yaml"), "--out", _at.In("fresh"), "--quiet");
        Assert.True(fresh.ExitCode == 0, fresh.ToString());
        return _at.Checksums(Path.Combine("fresh", "earlier"));
    }

    private async Task<SortedDictionary<string, string>> Columns(string results)
    {
        var digest = await InProcess.Invoke("digest", _at.In(results, "earlier"), "--json");
        Assert.True(digest.ExitCode == 0, digest.ToString());
        return DigestColumns.Of(digest.Out);
    }

    private async Task<List<string>> Moments(string results)
    {
        var export = await InProcess.Invoke("export", _at.In(results, "earlier"), "--to", _at.In(results + ".csv"));
        Assert.True(export.ExitCode == 0, export.ToString());
        return [.. await File.ReadAllLinesAsync(Path.Combine(_at.In(results + ".csv"), "moments.csv"), TestContext.Current.CancellationToken)];
    }
}
