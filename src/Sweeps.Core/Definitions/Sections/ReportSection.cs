using Sweeps.Core.Axes;
using Sweeps.Core.Parameters;
using Sweeps.Core.Yaml;

namespace Sweeps.Core.Definitions.Sections;

/// <summary>Reads <c>report</c>: whether a report is written after the run, or the runs that it shows in detail.</summary>
internal static class ReportSection
{
    /// <param name="detail">Patterns of the runs to be shown in detail.</param>
    /// <returns>Whether to write a report.</returns>
    public static bool Read(Node? node, Reading reading, out IReadOnlyList<CellPattern> detail)
    {
        detail = [];
        if (node is not MappingNode mapping)
            return node is not null && new SwitchType().Read(node, "report", reading.Errors) is true;
        reading.CheckKeys(mapping, "report", "report", "detail");
        detail = PatternReader.Read(mapping["detail"], "report.detail", reading);
        return true;
    }
}
