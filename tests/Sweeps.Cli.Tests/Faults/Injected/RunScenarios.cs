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
