using Sweeps.Core.Definitions;
using Sweeps.Core.Handlers;
using Sweeps.Core.Journals;
using Sweeps.Core.Outcomes;
using static System.FormattableString;

namespace Sweeps.Core.Analysis.Findings;

/// <summary>Makes the findings of a run from its statistics. A rule whose table was not recorded makes none.</summary>
/// <remarks>
/// Tables are found by the kind of their handler, not by their name. Each table is judged separately, with the options of its handler.
/// NaN never exceeds a threshold. A finding that only follows from an earlier one is left out, unless it is read from the losses alone.
/// </remarks>
internal static class FindingRules
{
    /// <summary>The version of the rules. It is raised whenever a rule or a number of <see cref="RunStatistics"/> changes: stored findings of other versions are then made again.</summary>
    private const int Version = 10;

    /// <summary>A text that identifies the rules and thresholds: stored findings with the same signature are up to date.</summary>
    public static string Signature(FindingThresholds thresholds) => Invariant($"{Version} {thresholds}");

    /// <summary>The findings of a run, in the order of <see cref="FindingCatalogue.All"/> and then of tables. Linked rules (<see cref="FindingRule.IsSaidWithNext"/>) are ordered by table first.</summary>
    /// <param name="tables">The recorded tables of the run, in the order of the definition.</param>
    public static IReadOnlyList<Finding> Of(RunRecord record, IReadOnlyList<HandlerTable> tables, RunScale scale, FindingThresholds thresholds)
    {
        var scene = new FindingScene(record, tables, scale, thresholds);
        for (var first = 0; first < FindingCatalogue.All.Count;)
        {
            var end = first + 1;
            while (FindingCatalogue.All[end - 1].IsSaidWithNext)
                end++;
            if (FindingCatalogue.All[first].OfRun is { } ofRun)
                scene.Said.AddRange(ofRun(scene));
            else
                foreach (var table in scene.Tables(FindingCatalogue.All[first].Source!.Value.Handler))
                    for (var rule = first; rule < end; rule++)
                        scene.Said.AddRange(FindingCatalogue.All[rule].OfTable!(scene, table));
            first = end;
        }

        return scene.Said;
    }
}
