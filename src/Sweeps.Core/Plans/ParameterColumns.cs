using Sweeps.Parquet;

namespace Sweeps.Core.Plans;

/// <summary>The parameters as columns of <c>runs.parquet</c>, in order.</summary>
public static class ParameterColumns
{
    public static IReadOnlyList<ColumnSchema> All { get; } =
    [
        new("activation", ColumnType.String),
        new("norm", ColumnType.String),
        new("residual", ColumnType.String),
        new("depth", ColumnType.Int32),
        new("width", ColumnType.Int32),
        new("gain", ColumnType.Double, Nullable: true),
        new("lr", ColumnType.Double),
        new("steps", ColumnType.Int32),
        new("batch_size", ColumnType.Int32),
        new("seed", ColumnType.Int64),
    ];
}
