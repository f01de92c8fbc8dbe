using Sweeps.Core.Definitions;
using Sweeps.Core.Handlers;
using Sweeps.Core.Journals;
using Sweeps.Core.Outcomes;
using static System.FormattableString;

namespace Sweeps.Core.Analysis.Findings;

/// <summary>Says of a run what a person would say who looked at its statistics. A rule whose table was not recorded is silent.</summary>
/// <remarks>
/// Tables are known by their handler's kind, so that it does not matter what they were named; each is judged alone, by the options of its handler.
/// What is not a number is beyond no threshold. What only follows from an earlier finding is not said again, but for what the losses alone tell.
/// </remarks>
internal static class FindingRules
{
    /// <summary>Changes whenever a rule or a number of <see cref="RunStatistics"/> does: what others made is made again.</summary>
    private const int Version = 10;

    /// <summary>Tells whether stored findings were made with these rules and thresholds.</summary>
    public static string Signature(FindingThresholds thresholds) => Invariant($"{Version} {thresholds}");

    /// <summary>The findings of a run, in the order of <see cref="FindingKinds.All"/> and then of tables.</summary>
    /// <param name="tables">What was recorded of it, in the order of the definition.</param>
    public static IReadOnlyList<Finding> Of(RunRecord record, IReadOnlyList<HandlerTable> tables, RunScale scale, FindingThresholds thresholds)
    {
        var levels = new Levels(thresholds, scale);
        var findings = new List<Finding>(OutcomeRules.Of(record.Outcome, thresholds));
        foreach (var table in Find("saturation"))
            findings.AddRange(ActivationRules.Saturated(table, levels));

        var zero = Find("update_ratio").Select(table => (Table: table, Fault: GradientRules.Zero(table))).ToList();
        var deadAtStart = zero.Exists(one => one.Fault is not null) || Find("dead_units").Any(table => ActivationRules.Dead(table, levels, atStart: true) is not null);
        var vanishAtStart = Find("update_ratio").Any(table => GradientRules.VanishAtStart(table, record.Losses, levels, deadAtStart));
        var dead = Find("dead_units").Select(table => (Table: table, Fault: ActivationRules.Dead(table, levels, vanishAtStart)))
            .Concat(zero)
            .Where(one => one.Fault is not null)
            .ToList();
        findings.AddRange(dead.Select(one => new Finding(FindingKinds.Dead, $"{FindingKinds.Dead} in {one.Fault!.Layers}", one.Fault.Evidence) { Table = one.Table.Definition.Name }));
        var firstDead = dead.Min(one => one.Fault?.First);

        foreach (var table in Find("update_ratio"))
            findings.AddRange(GradientRules.Sizes(table, record.Losses, levels, behindDead: firstDead is not null));
        foreach (var table in Find("update_ratio"))
            findings.AddRange(GradientRules.UpdateRatios(table, thresholds, findings));
        foreach (var table in Find("rank_collapse"))
            findings.AddRange(ActivationRules.RankCollapse(table, levels, firstDead, vanishAtStart));
        return findings;

        IEnumerable<HandlerTable> Find(string kind) =>
            tables.Where(table => string.Equals(table.Definition.Kind.Name, kind, StringComparison.Ordinal) && table.Rows.RowCount > 0);
    }
}
