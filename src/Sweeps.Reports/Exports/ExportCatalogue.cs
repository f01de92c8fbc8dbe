using Sweeps.Reports.Exports.TensorBoard;

namespace Sweeps.Reports.Exports;

/// <summary>All formats: a new one needs its file and its entry here.</summary>
public static class ExportCatalogue
{
    /// <summary>The first is the default.</summary>
    public static IReadOnlyList<ExportKind> All { get; } = [CsvRows.Kind, JsonRows.Kind, EventExport.Kind];
}
