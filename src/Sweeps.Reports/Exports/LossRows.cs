using Sweeps.Parquet;

namespace Sweeps.Reports.Exports;

/// <summary>A run's losses as rows of <c>losses.parquet</c>.</summary>
internal static class LossRows
{
    public static TableData Of(ReadOnlySpan<float> losses)
    {
        var rows = new TableData(new TableSchema([new("step", ColumnType.Int32), new("loss", ColumnType.Float)]));
        for (var step = 0; step < losses.Length; step++)
            rows.Column<int>("step").Append(step);
        rows.Column<float>("loss").AppendRange(losses);
        return rows;
    }
}
