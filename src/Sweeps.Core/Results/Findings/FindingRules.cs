using Sweeps.Core.Definitions;
using Sweeps.Parquet;
using static System.FormattableString;

namespace Sweeps.Core.Results.Findings;

/// <summary>Says of a run what a person would say who looked at its statistics. A rule whose table was not recorded is silent.</summary>
/// <remarks>
/// Tables are known by their columns, so that it does not matter what they were named. What is not a number is beyond no threshold.
/// What only follows from an earlier finding is not said again, but for what the losses alone tell.
/// </remarks>
public static class FindingRules
{
    /// <summary>Changes whenever a rule or a number of <see cref="RunStatistics"/> does: what others made is made again.</summary>
    private const int Version = 7;

    /// <summary>Tells whether stored findings were made with these rules and thresholds.</summary>
    internal static string Signature(FindingThresholds thresholds) => Invariant($"{Version} {thresholds}");

    /// <summary>The findings of a run, in the order of <see cref="FindingKinds.All"/> and then of layers.</summary>
    public static IReadOnlyList<Finding> Of(RunRecord record, FindingThresholds thresholds)
    {
        var findings = new List<Finding>(OutcomeRules.Of(record.Outcome, thresholds));
        foreach (var table in Find(record, "fraction_flat"))
            findings.AddRange(ActivationRules.Saturated(table, thresholds));
        var deadAtStart = Find(record, "fraction_dead").Any(table => ActivationRules.FirstDead(table, thresholds, atStart: true) is not null);
        var vanishAtStart = Find(record, "gradient_norm").Any(table => GradientRules.VanishAtStart(table, record.Losses, thresholds, deadAtStart));
        int? firstDead = null;
        foreach (var table in Find(record, "fraction_dead"))
        {
            findings.AddRange(ActivationRules.Dead(table, thresholds, vanishAtStart));
            firstDead ??= ActivationRules.FirstDead(table, thresholds, vanishAtStart);
        }

        foreach (var table in Find(record, "gradient_norm"))
        {
            findings.AddRange(GradientRules.Sizes(table, record.Losses, thresholds, behindDead: firstDead is not null));
            findings.AddRange(GradientRules.UpdateRatios(table, thresholds, findings));
        }

        foreach (var table in Find(record, "sigma1"))
            findings.AddRange(ActivationRules.RankCollapse(table, thresholds, firstDead, vanishAtStart));
        return [.. findings.DistinctBy(finding => finding.Label, StringComparer.Ordinal)];
    }

    private static IEnumerable<TableData> Find(RunRecord record, string column) =>
        record.Tables.Where(table => table.Schema.IndexOf(column) >= 0 && table.RowCount > 0);
}
