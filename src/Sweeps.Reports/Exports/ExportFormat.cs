namespace Sweeps.Reports.Exports;

public enum ExportFormat
{
    /// <summary>A file of comma-separated values per table (RFC 4180).</summary>
    Csv,

    /// <summary>A file per table, a JSON object per row and line.</summary>
    JsonLines,

    /// <summary>A folder per run with an event file of scalars, histograms and hyperparameters.</summary>
    TensorBoard,
}
