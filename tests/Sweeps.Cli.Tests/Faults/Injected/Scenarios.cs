namespace Sweeps.Cli.Tests.Faults.Injected;

/// <summary>All that is disturbed.</summary>
internal static class Scenarios
{
    public static Scenario Partly { get; } = new JournalScenario("partly", 3, new Fault("write", 5, "kill", Part: ".journal"));

    private static Scenario Committed { get; } = new JournalScenario("committed", 0, new Fault("mkdir", 1, "kill", Part: "/parts/next"));

    public static IReadOnlyList<Scenario> All { get; } =
    [
        new EmptyScenario(),
        Committed,
        Partly,
        new EditedScenario(),
        new FreshScenario(),
        new MergeScenario(),
        new StateScenario(),
        new ReportScenario(),
        new ExportScenario(),
        new DamagedScenario("timings", 0, new EmptyScenario(), "timings.parquet"),
        new DamagedScenario("journal", 1, Committed, "*.journal"),
        new JoinedScenario(),
        new ReuseScenario(),
        new TellScenario("status", (_, folder) => ["status", Bench.Sweep(folder)]),
        new TellScenario("summary", (_, folder) => ["summary", Bench.Sweep(folder)]),
        new TellScenario("show", (_, folder) => ["show", Bench.Sweep(folder), "1"]),
        new TellScenario("plan", (file, folder) => ["plan", file, "--out", Path.Combine(folder, "results")]),
    ];

    public static Scenario Of(string name) => All.Single(scenario => string.Equals(scenario.Name, name, StringComparison.Ordinal));
}
