using System.Text.Json.Nodes;
using Sweeps.Cli.Tests.Processes;
using Sweeps.Tests;

namespace Sweeps.Cli.Tests.Verbs;

/// <summary>
/// Results that the build of commit 30cfb16 stored: a finished sweep, and one that was killed after three of its seven runs and before any table was written.
/// Every later build reads them, and trains none of their runs again. What they hold stands in <c>digest.json</c>, which that build wrote, too.
/// </summary>
[Kind(TestKind.Long)]
public sealed class StoredResultsTests : IDisposable
{
    private const int Runs = 7;
    private static readonly string s_stored = Path.Combine(Repository.Root, "tests", "Sweeps.Cli.Tests", "Stored");
    private static readonly string s_definition = Path.Combine(s_stored, "stored.yaml");
    private readonly Workspace _at = new();

    public void Dispose() => _at.Dispose();

    [Fact]
    public async Task The_digest_is_what_it_was()
    {
        Copy("tables");
        Assert.Equal(DigestOfThen(), await Digest());
    }

    [Theory]
    [InlineData("tables", Runs, 0)]
    [InlineData("journal", 3, Runs - 3)]
    public async Task The_status_counts_every_run(string stored, int there, int remaining)
    {
        var status = JsonNode.Parse((await Done("status", Copy(stored), "--json")).Out)!;
        Assert.Equal(there, Number(status, "completed") + Number(status, "diverged"));
        Assert.Equal((0, 0, remaining), (Number(status, "failed"), Number(status, "damaged"), Number(status, "remaining")));
    }

    [Theory]
    [InlineData("tables", Runs)]
    [InlineData("journal", 3)]
    public async Task A_plan_finds_what_is_done(string stored, int there)
    {
        Copy(stored);
        var plan = JsonNode.Parse((await Done("plan", s_definition, "--out", _at.In("o"), "--json")).Out)!;
        Assert.Equal(Runs - there, Number(plan, "due"));
    }

    [Fact]
    public async Task The_summary_is_what_it_was()
    {
        var summary = await Done("summary", Copy("tables"), "--rows", "activation", "--columns", "lr", "--values", "loss_start,loss_end", "--format", "csv");
        Assert.Equal(await File.ReadAllTextAsync(Path.Combine(s_stored, "tables", "summary.csv"), TestContext.Current.CancellationToken), summary.Out);
    }

    [Theory]
    [InlineData("tables", Runs)]
    [InlineData("journal", 3)]
    public async Task Every_run_is_shown_with_the_checksum_of_its_weights(string stored, int there)
    {
        var folder = Copy(stored);
        for (var cell = 0; cell < there; cell++)
        {
            var run = JsonNode.Parse((await Done("show", folder, $"{cell}", "--json")).Out)!;
            Assert.Equal(cell, Number(run, "cell"));
            if (run["status"]!.GetValue<string>() is "completed")
                Assert.Contains(run["weights_sha256"]!.GetValue<string>(), (await Done("show", folder, run["run"]!.GetValue<string>())).Out, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Words_are_drawn_from_its_models()
    {
        var words = JsonNode.Parse((await Done("sample", Copy("tables"), "0", "-n", "3", "--json")).Out)!["words"]!.AsArray();
        Assert.Equal(3, words.Count);
    }

    [Fact]
    public async Task A_report_is_written()
    {
        await Done("report", Copy("tables"), "--to", _at.In("report.html"));
        Assert.Contains("Results that a build of November 2026 stored", await File.ReadAllTextAsync(_at.In("report.html"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_runs_trained_again_have_every_number()
    {
        var verified = JsonNode.Parse((await Done("verify", Copy("tables"), "--json")).Out)!;
        Assert.Equal((Runs, 0, 0), (Number(verified, "equal"), Number(verified, "different"), Number(verified, "damaged")));
    }

    [Fact]
    public async Task The_same_command_trains_nothing()
    {
        Copy("tables");
        Assert.Empty(await Trained());
        Assert.Equal(DigestOfThen(), await Digest());
    }

    [Fact]
    public async Task A_sweep_under_way_goes_on_with_what_remains()
    {
        Copy("journal");
        var trained = await Trained();
        Assert.Equal([3, 4, 5, 6], trained);
        Assert.Equal(DigestOfThen(), await Digest());
    }

    [Theory]
    [InlineData("tables", new[] { 2, 5 })]
    [InlineData("journal", new[] { 2, 4, 5, 6, 7, 8 })]
    public async Task A_value_more_trains_what_is_new(string stored, int[] cells)
    {
        Copy(stored);
        // The third value of the faster axis moves the second row of the grid and what is included by one and two cells.
        var trained = await Trained("--set", "lr=[0.1, 3, 0.5]");
        Assert.Equal(cells, trained);
    }

    private static int Number(JsonNode of, string name) => of[name]!.GetValue<int>();

    private static SortedDictionary<string, string> DigestOfThen() => DigestColumns.Of(File.ReadAllText(Path.Combine(s_stored, "digest.json")));

    /// <summary>Over the columns that there were: a later one does not change them.</summary>
    private async Task<SortedDictionary<string, string>> Digest()
    {
        var then = DigestOfThen();
        var now = DigestColumns.Of((await Done("digest", _at.In("o", "stored"), "--json")).Out);
        return new(now.Where(column => then.ContainsKey(column.Key)).ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal);
    }

    /// <summary>The cells that <c>sweeps run</c> trains.</summary>
    private async Task<int[]> Trained(params string[] options)
    {
        var finished = await Done(["run", s_definition, "--out", _at.In("o"), "--json", .. options]);
        return
        [
            .. finished.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)
                .Where(told => told["event"]!.GetValue<string>() is "run_finished").Select(told => Number(told, "cell")).Order(),
        ];
    }

    private string Copy(string stored)
    {
        _at.CopyFolder(Path.Combine(s_stored, stored), Path.Combine("o", "stored"));
        return _at.In("o", "stored");
    }

    private static async Task<Finished> Done(params string[] arguments)
    {
        var finished = await InProcess.Invoke(arguments);
        Assert.True(finished.ExitCode == 0, finished.ToString());
        return finished;
    }
}
