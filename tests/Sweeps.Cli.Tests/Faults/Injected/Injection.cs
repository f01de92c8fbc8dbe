namespace Sweeps.Cli.Tests.Faults.Injected;

/// <summary>What is done to one execution.</summary>
/// <param name="Call">The kind of call that is meant; for the table.</param>
/// <param name="Disturbance">What happens to it; for the table.</param>
internal sealed record Injection(Scenario Scenario, string Call, string Disturbance, IReadOnlyList<Fault> Faults, PowerCut? Cut = null)
{
    public override string ToString() => $"{Scenario.Name} {string.Join(" and ", Faults)}{(Cut is null ? "" : $", then the power goes out ({Cut})")}";
}
