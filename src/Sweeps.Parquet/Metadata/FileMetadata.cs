namespace Sweeps.Parquet.Metadata;

/// <summary>A file's footer: Parquet's <c>FileMetaData</c>, as far as it is used here.</summary>
internal sealed record FileMetadata(
    IReadOnlyList<SchemaElement> Schema,
    long Rows,
    IReadOnlyList<RowGroupMetadata> RowGroups,
    IReadOnlyList<KeyValuePair<string, string>> KeyValues,
    bool HasColumnOrders);

/// <summary>A node of the schema tree, which is written depth first.</summary>
internal sealed record SchemaElement(string Name)
{
    public PhysicalType? Type { get; init; }

    public Repetition? Repetition { get; init; }

    public int Children { get; init; }

    public ConvertedType? Converted { get; init; }

    public LogicalKind Logical { get; init; }

    /// <summary>Bits of an annotated integer.</summary>
    public int IntegerBits { get; init; }

    public bool IntegerSigned { get; init; } = true;
}

internal sealed record RowGroupMetadata(IReadOnlyList<ChunkMetadata> Columns, long Rows);

/// <summary>Where the pages of one column in one row group stand, and what is known about them.</summary>
internal sealed record ChunkMetadata
{
    public required PhysicalType Type { get; init; }

    public required IReadOnlyList<PageEncoding> Encodings { get; init; }

    public required IReadOnlyList<string> Path { get; init; }

    public required Codec Codec { get; init; }

    public required long Values { get; init; }

    public required long UncompressedBytes { get; init; }

    public required long CompressedBytes { get; init; }

    public required long DataPageOffset { get; init; }

    public long? DictionaryPageOffset { get; init; }

    public ChunkStatistics? Statistics { get; init; }

    // Some writers give a dictionary offset of 0 for "none".
    public long Start => DictionaryPageOffset is > 0 and var offset && offset < DataPageOffset ? offset : DataPageOffset;
}

/// <summary>Parquet's <c>Statistics</c>: the bounds as plain values.</summary>
internal sealed record ChunkStatistics
{
    public byte[]? Minimum { get; init; }

    public byte[]? Maximum { get; init; }

    public long? NullCount { get; init; }

    public bool? MinimumExact { get; init; }

    public bool? MaximumExact { get; init; }
}

/// <summary>What stands before the bytes of a page.</summary>
internal sealed record PageHeader
{
    public required PageKind Kind { get; init; }

    public required int UncompressedBytes { get; init; }

    public required int CompressedBytes { get; init; }

    public uint? Checksum { get; init; }

    public int Values { get; init; }

    public PageEncoding Encoding { get; init; }

    public PageEncoding LevelEncoding { get; init; } = PageEncoding.Rle;

    /// <summary>Version 2 only.</summary>
    public int Nulls { get; init; }

    /// <summary>Version 2 only.</summary>
    public int DefinitionBytes { get; init; }

    /// <summary>Version 2 only.</summary>
    public int RepetitionBytes { get; init; }

    /// <summary>Version 2 only.</summary>
    public bool IsCompressed { get; init; } = true;
}
