namespace Sweeps.Engine.Products;

/// <summary>A matrix in memory: element (i, j) stands at <c>i · RowStride + j · ColumnStride</c>. A transposed one has its strides exchanged.</summary>
internal readonly unsafe struct Strided<T>(T* start, nint rowStride, nint columnStride)
    where T : unmanaged
{
    public readonly T* Start = start;

    public readonly nint RowStride = rowStride;

    public readonly nint ColumnStride = columnStride;
}

/// <summary>A matrix whose rows lie side by side in memory, so that neighbours fill the lanes of a vector: element (i, j) stands at <c>i · Stride + j</c>.</summary>
internal readonly unsafe struct Lines<T>(T* start, nint stride)
    where T : unmanaged
{
    public readonly T* Start = start;

    public readonly nint Stride = stride;
}

/// <summary>How the four arrays of a product lie in memory, the same for all of its tiles: C[m, n] = Σₖ A[m, k] · B[k, n] + offset[m].</summary>
/// <remarks>It is handed on by reference. A tile takes what it needs into locals, which the compiler keeps in registers.</remarks>
internal readonly struct ProductShape
{
    /// <summary>From one row of A to the next.</summary>
    public required nint RowStride { get; init; }

    /// <summary>From one term of a row of A to the next.</summary>
    public required nint TermStride { get; init; }

    /// <summary>From one row of B to the next: from term to term.</summary>
    public required nint BStride { get; init; }

    /// <summary>From one row of C to the next.</summary>
    public required nint CStride { get; init; }

    /// <summary>1 for an offset per row, 0 for one for all.</summary>
    public required nint OffsetStride { get; init; }

    /// <summary>Terms of each sum: k.</summary>
    public required int Terms { get; init; }
}
