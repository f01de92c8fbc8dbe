namespace Sweeps.Cli.Tests.Faults.Injected;

/// <summary>A scenario's folder as it is before, and what its command does undisturbed.</summary>
/// <param name="Folder">To be copied.</param>
/// <param name="Due">Runs that are not stored yet.</param>
/// <param name="Names">Of the files that the sweep has in the end.</param>
/// <param name="Told">What the command writes to standard output.</param>
/// <param name="Counts">File calls that the command makes, by kind.</param>
internal sealed record Prepared(string Folder, IReadOnlySet<string> Due, IReadOnlyList<string> Names, string Told, IReadOnlyDictionary<string, int> Counts)
{
    public static Prepared Make(Bench bench, Scenario scenario)
    {
        var folder = bench.NewFolder(scenario.Name);
        Directory.CreateDirectory(folder);
        scenario.Prepare(bench, folder);
        var copy = bench.NewFolder(scenario.Name);
        Bench.Copy(folder, copy);
        var undisturbed = bench.Injector!.Run(copy, [], null, scenario.Command(bench, copy));
        Assert.True(undisturbed.Finished.ExitCode == 0, undisturbed.Finished.ToString());
        Assert.Empty(undisturbed.Outside);
        var at = new Case(bench, folder, copy, Text(undisturbed, copy), null);
        Assert.Empty(scenario.WrongAfterwards(at));
        Assert.Empty(scenario.WrongWhenDone(at));
        var due = Happened.Read(undisturbed.Finished).Started;
        Assert.Equal(scenario.Due, due.Count);
        var goneOn = Happened.Read(scenario.GoOn(bench, copy)).Started;
        Assert.Equal(scenario.DueInTheEnd, goneOn.Count);
        var names = Bench.Names(copy).ToList();
        Directory.Delete(copy, recursive: true);
        return new(folder, due.Union(goneOn).ToHashSet(StringComparer.Ordinal), names, at.Told, undisturbed.Counts);
    }

    public static string Text(Disturbed disturbed, string folder) => disturbed.Finished.Out.Replace(Path.GetFileName(folder), "", StringComparison.Ordinal);
}
