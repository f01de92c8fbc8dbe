namespace Sweeps.Core.Datasets.Kinds;

/// <summary><c>kind: words</c>: a word a line, of which a network predicts each symbol from those before it.</summary>
internal sealed class WordLists : DatasetKind
{
    public override string Name => "words";

    public override string Summary => "A list of words, one a line: a network predicts each symbol from those before it.";

    public override string Noun => "list";

    public override string Items => "words";

    public override string Extension => ".txt";

    public override IReadOnlyList<string> Parameters { get; } = ["dataset.context", "model.embedding"];

    public override IReadOnlyList<ShippedData> Shipped { get; } =
    [
        new("names", "first names given in the USA in 2018, girls then boys, most frequent first", "US Social Security Administration, a work of the US Government", "Lists.names.txt"),
        new("us-surnames", "surnames of the 1990 US census, most frequent first", "US Census Bureau, a work of the US Government", "Lists.us-surnames.txt"),
    ];

    public override bool HasClasses(Func<string, object?> values) => true;

    public override (DataSource? Source, string? Problem) Read(Stream stream, string name, string? path)
    {
        var bytes = new MemoryStream();
        var buffer = new byte[1 << 16];
        // A file that grows has no length to rely on.
        while (bytes.Length <= ListReader.LargestFile && stream.Read(buffer) is > 0 and var read)
            bytes.Write(buffer, 0, read);
        return ListReader.Read(bytes.GetBuffer().AsSpan(0, (int)bytes.Length), name, path);
    }
}
