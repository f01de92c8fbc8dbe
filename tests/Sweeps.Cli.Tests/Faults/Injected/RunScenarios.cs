using System.Globalization;
using Sweeps.Cli.Tests.Processes;

namespace Sweeps.Cli.Tests.Faults.Injected;

/// <summary>Nothing is there yet.</summary>
internal sealed class EmptyScenario : Scenario
{
    public override string Name => "empty";

    public override int Due => 6;

    public override void Prepare(Bench bench, string folder)
    {
    }
}

/// <summary>Runs are committed, and there are no tables yet.</summary>
/// <param name="name">Of the scenario.</param>
/// <param name="due">Runs that are not in the journal.</param>
/// <param name="killed">Where the execution before was killed.</param>
internal sealed class JournalScenario(string name, int due, Fault killed) : Scenario
{
    public override string Name => name;

    public override int Due => due;

    public override void Prepare(Bench bench, string folder)
    {
        var before = bench.Injector!.Run(folder, [killed], null, Command(bench, folder));
        Assert.True(before.Finished.ExitCode == 137, before.Finished.ToString());
        Assert.False(File.Exists(Path.Combine(Bench.Sweep(folder), "runs.parquet")));
    }
}

/// <summary>A byte of what is stored is another one; the runs that it does not concern are good.</summary>
/// <param name="name">Of the scenario.</param>
/// <param name="due">Runs that it concerns.</param>
/// <param name="before">What is damaged.</param>
/// <param name="damaged">The file, in the sweep's folder.</param>
internal sealed class DamagedScenario(string name, int due, Scenario before, string damaged) : Scenario
{
    public override string Name => name;

    public override int Due => due;

    public override void Prepare(Bench bench, string folder)
    {
        before.Prepare(bench, folder);
        if (before is EmptyScenario)
            Bench.RunWell(Run(bench, folder, Definition));
        var file = Directory.GetFiles(Bench.Sweep(folder), damaged, SearchOption.AllDirectories).Single();
        var bytes = File.ReadAllBytes(file);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(file, bytes);
    }
}

/// <summary>So many shares are trained that their journals are joined into one.</summary>
internal sealed class JoinedScenario : Scenario
{
    private const int Shares = 10;

    public override string Name => "joined";

    public override string Definition => Bench.Many;

    public override int Due => 0;

    public override void Prepare(Bench bench, string folder)
    {
        for (var share = 1; share <= Shares; share++)
            Bench.RunWell(Run(bench, folder, Definition, "--shard", string.Create(CultureInfo.InvariantCulture, $"{share}/{Shares}")));
        Assert.Equal(Shares, Directory.GetFiles(Bench.Sweep(folder), "*.journal", SearchOption.AllDirectories).Length);
    }
}

/// <summary>Runs of another sweep are taken over.</summary>
internal sealed class ReuseScenario : Scenario
{
    private const string Other = "other";

    public override string Name => "reuse";

    public override int Due => 2;

    public override void Prepare(Bench bench, string folder) => Bench.RunWell("run", bench.File(Bench.Edited), "--out", Path.Combine(folder, Other), "--quiet");

    public override string[] Command(Bench bench, string folder) => Run(bench, folder, Definition, "--reuse", Path.Combine(folder, Other, "s"));

    public override Finished GoOn(Bench bench, string folder) => Bench.Run(Command(bench, folder));

    /// <summary>The other sweep is as it was.</summary>
    public override IEnumerable<string> WrongAfterwards(Case at) => at.Bench.Differences(Path.Combine(at.Folder, Other, "s"), Bench.Edited);
}

/// <summary>The definition has cells that the tables lack, and lacks runs that they have.</summary>
internal sealed class EditedScenario : Scenario
{
    public override string Name => "edited";

    public override int Due => 2;

    public override string Definition => Bench.Edited;

    public override void Prepare(Bench bench, string folder) => Bench.RunWell(Run(bench, folder, Bench.Usual));

    /// <summary>The runs that were left out come back without training.</summary>
    public override IEnumerable<string> WrongInTheEnd(Case at)
    {
        foreach (var wrong in base.WrongInTheEnd(at))
            yield return wrong;
        var back = Bench.Run(Run(at.Bench, at.Folder, Bench.Usual));
        if (back.ExitCode != 0)
            yield return $"the former definition: {back}";
        foreach (var run in Happened.Read(back).Started)
            yield return $"run {run} was not kept";
        foreach (var wrong in at.Differences(Bench.Usual))
            yield return $"the former definition: {wrong}";
    }
}

/// <summary>Earlier results are moved aside.</summary>
internal sealed class FreshScenario : Scenario
{
    public override string Name => "fresh";

    public override int Due => 6;

    public override void Prepare(Bench bench, string folder) => Bench.RunWell(Run(bench, folder, Bench.Edited));

    public override string[] Command(Bench bench, string folder) => Run(bench, folder, Definition, "--fresh");

    /// <summary>Wherever they are, they are all there.</summary>
    public override IEnumerable<string> WrongAfterwards(Case at)
    {
        var results = new DirectoryInfo(Path.Combine(at.Folder, "results"));
        if (!results.Exists || !results.EnumerateDirectories().Any(sweep => !at.Bench.Differences(sweep.FullName, Bench.Edited).Any()))
            yield return "the earlier results are nowhere";
    }
}

/// <summary>Two shares are trained.</summary>
internal sealed class MergeScenario : Scenario
{
    public override string Name => "merge";

    public override int Due => 0;

    public override void Prepare(Bench bench, string folder)
    {
        foreach (var share in new[] { "1/2", "2/2" })
            Bench.RunWell(Run(bench, folder, Definition, "--shard", share));
    }

    public override string[] Command(Bench bench, string folder) => ["merge", Bench.Sweep(folder)];
}

/// <summary>A run was stopped on its way and its state saved.</summary>
internal sealed class StateScenario : Scenario
{
    private static readonly TimeSpan s_untilSaved = TimeSpan.FromSeconds(5.5);

    public override string Name => "state";

    public override int Due => 2;

    public override string Definition => Bench.Long;

    public override void Prepare(Bench bench, string folder)
    {
        var brake = Path.Combine(bench.Folder, "brake");
        File.WriteAllText(brake, "");
        using (var process = SweepsProcess.Start(bench.Folder, null, Command(bench, folder)))
        {
            Assert.True(process.WaitFor("run_started"));
            Thread.Sleep(s_untilSaved);
            process.TrySignal("TERM");
            var stopped = process.Wait();
            Assert.True(stopped.ExitCode == 130, stopped.ToString());
        }

        File.Delete(brake);
        Assert.NotEmpty(Directory.EnumerateFiles(Path.Combine(Bench.Sweep(folder), "parts", "state")));
    }

    public override string[] Command(Bench bench, string folder) => Run(bench, folder, Definition, "--plugin", Workspace.Plugin);
}
