namespace Sweeps.Cli.Tests.Faults.Injected;

/// <summary>All that is disturbed.</summary>
internal static class Scenarios
{
    public static IReadOnlyList<Scenario> All { get; } =
    [
        new EmptyScenario(),
        new JournalScenario("committed", 0, new Fault("mkdir", 1, "kill", Part: "/parts/next")),
        new JournalScenario("partly", 3, new Fault("write", 5, "kill", Part: ".journal")),
        new EditedScenario(),
        new FreshScenario(),
        new MergeScenario(),
        new StateScenario(),
        new ReportScenario(),
        new ExportScenario(),
    ];

    public static Scenario Of(string name) => All.Single(scenario => string.Equals(scenario.Name, name, StringComparison.Ordinal));
}
