namespace Sweeps.Core.Datasets;

/// <summary>A published list that may not ship: what it is and where to get it.</summary>
internal sealed record PublishedList(string FileName, string Sha256, string What, string Where)
{
    private static readonly IReadOnlyList<PublishedList> All =
    [
        new("names.txt", "0a30b5557f192f32ab962680889aac5f6fda0f4cecf40a6d0b5694f58ea8cc4d",
            "the 32,033 names of makemore (MIT, Andrej Karpathy)", "https://github.com/karpathy/makemore (names.txt)"),
        new("spanish-surnames.txt", "9d75e578da14e15844ce54ccf9de6a0859bf9b4b184e022f267325f6e3ea46f5",
            "73,798 Spanish surnames (INE padrón 2015, database by J. Valhondo, ODbL 1.0), cleaned and shuffled as “Activations and Gradients” does",
            "https://github.com/particle1331/spanish-names-surnames (surnames_freq_ge_100.csv, surnames_freq_ge_20_le_99.csv)"),
    ];

    /// <summary>The published list with this checksum, or with this file name (with or without .txt).</summary>
    public static PublishedList? Find(string source, string? sha256) =>
        All.FirstOrDefault(list => string.Equals(list.Sha256, sha256, StringComparison.Ordinal))
        ?? (sha256 is not null ? null : All.FirstOrDefault(list => Path.GetFileName(source) is var file
            && (string.Equals(list.FileName, file, StringComparison.Ordinal) || string.Equals(list.FileName, file + ".txt", StringComparison.Ordinal))));

    public string Advice => $"It is {What}, published at {Where}; put it as {FileName} (sha256 {Sha256}) into a folder that SWEEPS_DATA names";
}
