using Sweeps.Core.Handlers;
using Sweeps.Core.Outcomes;
using static System.FormattableString;

namespace Sweeps.Core.Analysis.Findings.Rules;

/// <summary>Medians of the update ratios of weights.</summary>
internal static class UpdateRatios
{
    public static IEnumerable<(string Module, double Median)> Of(HandlerTable table) => StatisticRow.Of(table.Rows, "ratio")
        .Where(row => double.IsFinite(row.Value))
        .GroupBy(row => row.Module, StringComparer.Ordinal)
        .Select(module => (Module: module.Key, Median: GradientSizes.Median([.. module.Select(row => row.Value)])));

    public static IEnumerable<Finding> Found(HandlerTable table, string kind, double threshold, List<(string Module, double Median)> modules)
    {
        if (modules.Count == 0)
            return [];
        var (least, most) = (modules.Min(module => module.Median), modules.Max(module => module.Median));
        return
        [
            new(
                kind,
                Invariant($"{kind} {threshold} in {LayerRanges.Modules(modules.Select(module => module.Module))}"),
                least == most ? $"median {GradientSizes.Short(least)}" : $"medians {GradientSizes.Short(least)} to {GradientSizes.Short(most)}")
            {
                Table = table.Definition.Name,
            },
        ];
    }
}
