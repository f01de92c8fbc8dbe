namespace Sweeps.Numerics.Statistics;

/// <summary>A tensor as lines that lie contiguously in memory: its rows or its columns.</summary>
public readonly ref struct TensorLines
{
    private readonly ReadOnlySpan<float> _data;
    private readonly int _stride;

    /// <summary>The rows of a tensor whose rows are contiguous, else its columns.</summary>
    public TensorLines(TensorView view)
    {
        _data = view.Data;
        AreRows = view.ColumnStride == 1;
        (Count, Length, _stride) = AreRows ? (view.Rows, view.Columns, view.RowStride) : (view.Columns, view.Rows, view.ColumnStride);
    }

    /// <summary>Whether a line is a row of the tensor (a sample) rather than a column (a unit).</summary>
    public bool AreRows { get; }

    /// <summary>How many lines there are.</summary>
    public int Count { get; }

    /// <summary>How many numbers a line has.</summary>
    public int Length { get; }

    /// <summary>The numbers of a line, in the tensor's own memory.</summary>
    public ReadOnlySpan<float> this[int line] => _data.Slice(line * _stride, Length);

    /// <summary>All values line by line without what lies between: the engine's own memory if nothing does, else a copy.</summary>
    /// <param name="buffer">Grows as needed and is kept by the caller, so that a step allocates nothing.</param>
    public ReadOnlySpan<float> Packed(ref float[] buffer)
    {
        var total = Count * Length;
        if (_stride == Length || Count == 1)
            return _data[..total];
        if (buffer.Length < total)
            buffer = new float[total];
        for (var line = 0; line < Count; line++)
            this[line].CopyTo(buffer.AsSpan(line * Length));
        return buffer.AsSpan(0, total);
    }
}
