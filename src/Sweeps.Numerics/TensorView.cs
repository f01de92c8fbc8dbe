namespace Sweeps.Numerics;

/// <summary>A matrix inside the engine's buffers, in whatever order they hold it.</summary>
/// <remarks>Element (row, column) stands at <c>row · RowStride + column · ColumnStride</c>; one of the strides is 1. What lies between is padding: do not read it.</remarks>
public readonly ref struct TensorView
{
    public TensorView(ReadOnlySpan<float> data, int rows, int columns, int rowStride, int columnStride)
    {
        Data = data;
        Rows = rows;
        Columns = columns;
        RowStride = rowStride;
        ColumnStride = columnStride;
    }

    public ReadOnlySpan<float> Data { get; }

    /// <summary>Samples, or a weight's fan-out.</summary>
    public int Rows { get; }

    /// <summary>Units, or a weight's fan-in.</summary>
    public int Columns { get; }

    public int RowStride { get; }

    public int ColumnStride { get; }

    public float this[int row, int column] => Data[(row * RowStride) + (column * ColumnStride)];
}
