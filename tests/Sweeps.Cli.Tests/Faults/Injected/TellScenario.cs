namespace Sweeps.Cli.Tests.Faults.Injected;

/// <summary>Somebody looks at a sweep of which three of six runs are stored. What is told is true or is not told.</summary>
/// <param name="name">Of the scenario.</param>
/// <param name="command">The definition's file and the folder in, the arguments out.</param>
internal sealed class TellScenario(string name, Func<string, string, string[]> command) : Scenario
{
    public override string Name => name;

    public override int Due => 0;

    public override int DueInTheEnd => Scenarios.Partly.Due;

    public override void Prepare(Bench bench, string folder) => Scenarios.Partly.Prepare(bench, folder);

    public override string[] Command(Bench bench, string folder) => command(bench.File(Definition), folder);

    public override IEnumerable<string> WrongWhenDone(Case at) =>
        at.Expected is null || string.Equals(at.Told, at.Expected, StringComparison.Ordinal) ? [] : [$"it tells {at.Told}"];
}
