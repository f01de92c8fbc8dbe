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

    /// <summary>The findings of a run, in the order of <see cref="FindingCatalogue.All"/> and then of tables; rules that are said together, in the order of tables first.</summary>
    /// <param name="tables">What was recorded of it, in the order of the definition.</param>
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
