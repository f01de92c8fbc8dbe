namespace Sweeps.Cli.Tests.Faults.Injected;

/// <summary>Does to an execution what an injection says, goes on undisturbed, and says what is wrong.</summary>
internal static class Judge
{
    private const int Killed = 137;

    private static readonly int[] s_ends = [0, 4];

    public static Verdict Try(Bench bench, Injection injection)
    {
        var scenario = injection.Scenario;
        var prepared = bench.Prepare(scenario);
        var folder = bench.NewFolder("case");
        Bench.Copy(prepared.Folder, folder);
        try
        {
            var disturbed = bench.Injector!.Run(folder, injection.Faults, injection.Cut, scenario.Command(bench, folder));
            var at = new Case(bench, prepared.Folder, folder, Prepared.Text(disturbed, folder), prepared.Told);
            List<string> lost = [], bytes = [], codes = [.. WrongCodes(injection, disturbed)];
            var happened = Happened.Read(disturbed.Finished);
            lost.AddRange(happened.Started.Except(prepared.Due).Select(run => $"run {run} was stored and is trained"));
            bytes.AddRange(disturbed.Outside.Select(call => $"outside: {call}"));
            lost.AddRange(scenario.WrongAfterwards(at).Select(wrong => $"afterwards: {wrong}"));
            if (disturbed.Finished.ExitCode == 0 && (scenario.IsDurable || injection.Cut is null))
                bytes.AddRange(scenario.WrongWhenDone(at).Select(wrong => $"exit code 0, and {wrong}"));
            GoOn(at, scenario, happened, prepared, lost, bytes, codes);
            // A power cut has something to take when the command has ended, too.
            IReadOnlyList<string> struck = disturbed.Hits.Count == 0 && injection.Cut is not null ? ["the end"] : disturbed.Hits;
            return new Verdict(struck, disturbed.Finished.ExitCode, lost, bytes, codes);
        }
        finally
        {
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
        }
    }

    private static IEnumerable<string> WrongCodes(Injection injection, Disturbed disturbed)
    {
        var (code, error) = (disturbed.Finished.ExitCode, disturbed.Finished.Error);
        var isKilled = injection.Faults.Any(fault => fault.IsKill) && code == Killed;
        if (!isKilled && !s_ends.Contains(code))
            yield return $"exit code {code}: {error.Trim()}";
        if (error.Contains("   at ", StringComparison.Ordinal))
            yield return $"a stack trace: {error.Trim()}";
        if (code != 0 && !isKilled && error.Trim().Length == 0)
            yield return $"exit code {code} without a word";
    }

    /// <summary>The sweep is brought to its end, which trains nothing that was stored or told to be.</summary>
    private static void GoOn(Case at, Scenario scenario, Happened before, Prepared prepared, List<string> lost, List<string> bytes, List<string> codes)
    {
        var finished = scenario.GoOn(at.Bench, at.Folder);
        if (finished.ExitCode != 0)
            codes.Add($"the next execution: exit code {finished.ExitCode}: {finished.Error.Trim()}");
        var started = Happened.Read(finished).Started;
        lost.AddRange(started.Except(prepared.Due).Select(run => $"run {run} was stored and is trained by the next execution"));
        lost.AddRange(started.Intersect(before.Committed).Select(run => $"run {run} was told to be committed and is trained again"));
        bytes.AddRange(Bench.Names(at.Folder).Except(prepared.Names).Select(name => $"in the end: {name} is left"));
        bytes.AddRange(scenario.WrongInTheEnd(at).Select(wrong => $"in the end: {wrong}"));
    }
}
