namespace Sweeps.Core.Datasets;

/// <summary>A list inside the product.</summary>
/// <param name="Source">Where it comes from.</param>
public sealed record ShippedList(string Name, string Summary, string Source)
{
    /// <summary>The file's bytes.</summary>
    internal byte[] Bytes()
    {
        using var stream = typeof(ShippedList).Assembly.GetManifestResourceStream($"Sweeps.Core.Datasets.Lists.{Name}.txt")
            ?? throw new InvalidOperationException($"The list '{Name}' is missing from the assembly.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}

/// <summary>The lists inside the product; their notes stand in <c>Lists/NOTES.md</c>.</summary>
public static class ShippedLists
{
    public static IReadOnlyList<ShippedList> All { get; } =
    [
        new("names", "first names given in the USA in 2018, girls then boys, most frequent first", "US Social Security Administration, a work of the US Government"),
        new("us-surnames", "surnames of the 1990 US census, most frequent first", "US Census Bureau, a work of the US Government"),
    ];

    internal static ShippedList? Find(string name) => All.FirstOrDefault(list => string.Equals(list.Name, name, StringComparison.Ordinal));
}

/// <summary>A published list that may not ship: what it is and where to get it.</summary>
internal sealed record PublishedList(string FileName, string Sha256, string What, string Where)
{
    private static readonly IReadOnlyList<PublishedList> All =
    [
        new("names.txt", "0a30b5557f192f32ab962680889aac5f6fda0f4cecf40a6d0b5694f58ea8cc4d",
            "the 32,033 names of makemore (MIT, Andrej Karpathy)", "https://github.com/karpathy/makemore (names.txt)"),
        new("spanish-surnames.txt", "9d75e578da14e15844ce54ccf9de6a0859bf9b4b184e022f267325f6e3ea46f5",
            "73,798 Spanish surnames (INE padrón 2015, database by J. Valhondo, ODbL 1.0), cleaned and shuffled as document 004 does",
            "https://github.com/particle1331/spanish-names-surnames (surnames_freq_ge_100.csv, surnames_freq_ge_20_le_99.csv)"),
    ];

    /// <summary>The published list with this checksum, or with this file name (with or without .txt).</summary>
    public static PublishedList? Find(string source, string? sha256) =>
        All.FirstOrDefault(list => string.Equals(list.Sha256, sha256, StringComparison.Ordinal))
        ?? (sha256 is not null ? null : All.FirstOrDefault(list => Path.GetFileName(source) is var file
            && (string.Equals(list.FileName, file, StringComparison.Ordinal) || string.Equals(list.FileName, file + ".txt", StringComparison.Ordinal))));

    public string Advice => $"It is {What}, published at {Where}; put it as {FileName} (sha256 {Sha256}) into a folder that SWEEPS_DATA names";
}
