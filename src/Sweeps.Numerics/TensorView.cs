namespace Sweeps.Numerics;

/// <summary>A matrix inside the engine's buffers, in whatever order they hold it.</summary>
/// <remarks>Element (row, column) stands at <c>row · RowStride + column · ColumnStride</c>; one of the strides is 1. What lies between is padding: do not read it.</remarks>
public readonly ref struct TensorView
{
    /// <summary>A view of a matrix.</summary>
    /// <param name="data">Holds the elements, element (0, 0) first.</param>
    /// <param name="rows">How many rows the matrix has.</param>
    /// <param name="columns">How many columns it has.</param>
    /// <param name="rowStride">See <see cref="RowStride"/>.</param>
    /// <param name="columnStride">See <see cref="ColumnStride"/>. One of the strides is 1.</param>
    public TensorView(ReadOnlySpan<float> data, int rows, int columns, int rowStride, int columnStride)
    {
        Data = data;
        Rows = rows;
        Columns = columns;
        RowStride = rowStride;
        ColumnStride = columnStride;
    }

    /// <summary>The memory that holds the elements, from the first one on.</summary>
    public ReadOnlySpan<float> Data { get; }

    /// <summary>Samples, or a weight's fan-out.</summary>
    public int Rows { get; }

    /// <summary>Units, or a weight's fan-in.</summary>
    public int Columns { get; }

    /// <summary>How many numbers lie between an element and the one below it.</summary>
    public int RowStride { get; }

    /// <summary>How many numbers lie between an element and the one to its right.</summary>
    public int ColumnStride { get; }

    /// <summary>An element.</summary>
    /// <param name="row">From 0 to <see cref="Rows"/> − 1.</param>
    /// <param name="column">From 0 to <see cref="Columns"/> − 1.</param>
    public float this[int row, int column] => Data[(row * RowStride) + (column * ColumnStride)];
}
