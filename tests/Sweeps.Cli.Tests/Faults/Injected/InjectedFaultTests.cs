using System.Collections.Concurrent;
using System.Globalization;
using Sweeps.Tests;

namespace Sweeps.Cli.Tests.Faults.Injected;

/// <summary>Whatever call fails, and wherever a kill or a power cut comes. CI tries a share; <c>scripts/faults</c> tries all.</summary>
[Kind(TestKind.Process)]
public sealed class InjectedFaultTests(ITestOutputHelper output) : IDisposable
{
    private readonly Bench _bench = new();

    /// <summary>Injections that are tried.</summary>
    private static int Most { get; } = Number("SWEEPS_FAULTS_INJECTIONS", 120);

    private static int Seed { get; } = Number("SWEEPS_FAULTS_SEED", 1);

    /// <summary>Processes side by side.</summary>
    private static int Parallel { get; } = Number("SWEEPS_FAULTS_PARALLEL", 2);

    /// <summary>As <c>I/N</c>: the I-th of N shares.</summary>
    private static string Share { get; } = Environment.GetEnvironmentVariable("SWEEPS_FAULTS_SHARE") ?? "1/1";

    /// <summary>Where injections that were done are noted; they are not done again.</summary>
    private static string? LedgerFolder { get; } = Environment.GetEnvironmentVariable("SWEEPS_FAULTS_LEDGER");

    /// <summary>Scenarios that are tried, separated by commas.</summary>
    private static string? Only { get; } = Environment.GetEnvironmentVariable("SWEEPS_FAULTS_SCENARIOS");

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Whatever_file_call_fails_nothing_is_lost_and_nothing_false_is_told()
    {
        Assert.SkipWhen(_bench.Injector is null, _bench.WhyNot);
        var ledger = new Ledger(LedgerFolder ?? Path.Combine(_bench.Folder, "ledger"), Share.Replace('/', '-'));
        var (index, count) = Share.Split('/') is [var i, var n] ? (int.Parse(i, CultureInfo.InvariantCulture) - 1, int.Parse(n, CultureInfo.InvariantCulture)) : (0, 1);
        var done = ledger.Done();
        var scenarios = Only is null ? Scenarios.All : [.. Only.Split(',').Select(Scenarios.Of)];
        var injections = new InjectionOrder(Seed).Of(_bench, scenarios, index, count)
            .Where(injection => !done.Contains(injection.ToString()))
            .Take(Most);
        var wrongs = new ConcurrentQueue<string>();
        System.Threading.Tasks.Parallel.ForEach(Partitioner.Create(injections, EnumerablePartitionerOptions.NoBuffering), new ParallelOptions { MaxDegreeOfParallelism = Parallel }, injection =>
        {
            var verdict = Judge.Try(_bench, injection);
            ledger.Add(injection, verdict);
            if (!verdict.IsRight)
                wrongs.Enqueue($"{injection}\n    struck {string.Join(" and ", verdict.Struck)}; exit code {verdict.ExitCode}\n    {string.Join("\n    ", verdict.Wrongs)}");
        });
        foreach (var line in ledger.Table())
            output.WriteLine(line);
        Assert.True(wrongs.IsEmpty, string.Join("\n\n", wrongs));
    }

    [Fact]
    public void A_disk_that_never_syncs_commits_nothing()
    {
        Assert.SkipWhen(_bench.Injector is null, _bench.WhyNot);
        var folder = Directory.CreateDirectory(_bench.NewFolder("never")).FullName;
        var disturbed = _bench.Injector.Run(folder, [new("sync", 1, "EIO", FromThenOn: true)], null, new EmptyScenario().Command(_bench, folder));
        Assert.True(disturbed.Finished.ExitCode == 4, disturbed.Finished.ToString());
        Assert.Empty(Happened.Read(disturbed.Finished).Committed);
    }

    /// <summary>Against what a disk says that lies nothing can be done: this test finds what is lost by it, or it would find nothing.</summary>
    [Fact]
    public void A_sync_that_is_left_out_is_found()
    {
        Assert.SkipWhen(_bench.Injector is null, _bench.WhyNot);
        var journal = new Fault("sync", 1, "lie", FromThenOn: true, ".journal");
        var killed = new Fault("mkdir", 1, "kill", Part: "/parts/next");
        var verdict = Judge.Try(_bench, new(new EmptyScenario(), "sync", "lie", [journal, killed], new PowerCut("names")));
        Assert.Contains(verdict.Lost, wrong => wrong.Contains("committed", StringComparison.Ordinal));
    }

    private static int Number(string variable, int usual) => int.Parse(Environment.GetEnvironmentVariable(variable) ?? usual.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
