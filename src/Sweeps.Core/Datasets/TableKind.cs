using System.Security.Cryptography;
using Sweeps.Core.Datasets.Columns;
using Sweeps.Training.Tasks;

namespace Sweeps.Core.Datasets;

/// <summary>A kind whose files are tables: a row per example, whose columns go into the network; one column is what it predicts. A plugin derives from it to read tables in another format.</summary>
public abstract class TableKind : DatasetKind
{
    /// <inheritdoc/>
    public override string Noun => "table";

    /// <inheritdoc/>
    public override string Items => "rows";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Parameters { get; } =
    [
        "dataset.target", "dataset.task", "dataset.features", "dataset.standardize", "dataset.missing",
        "dataset.split.stratify", "dataset.split.column", "dataset.split.group",
    ];

    /// <inheritdoc/>
    public override bool HasClasses(Func<string, object?> values) => values("dataset.task") is not string task || string.Equals(task, TrainingTasks.Classification.Name, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override DataSettings Settings(DataSettings settings, Func<string, object> values) => settings with
    {
        Target = (string)values("dataset.target"),
        Task = (string)values("dataset.task"),
        Features = (string)values("dataset.features"),
        Standardize = (bool)values("dataset.standardize"),
        Missing = (string)values("dataset.missing"),
        Stratify = (bool)values("dataset.split.stratify"),
        SplitColumn = NameOrNull(values("dataset.split.column")),
        SplitGroup = NameOrNull(values("dataset.split.group")),
    };

    /// <summary>The table that a file of another format stands for.</summary>
    /// <param name="text">The table in UTF-8 as comma-separated values, the columns named in the first line.</param>
    /// <param name="file">The bytes of the file; their hash identifies the data.</param>
    /// <param name="name">The shipped name, or the file's.</param>
    /// <param name="path">The file; null if it is shipped.</param>
    /// <returns>The table, or what is wrong with it: the end of a sentence that begins with the file.</returns>
    protected static (DataSource? Source, string? Problem) OfText(Stream text, ReadOnlySpan<byte> file, string name, string? path) =>
        TableReader.Read(text, name, path, Convert.ToHexStringLower(SHA256.HashData(file)));

    private static string? NameOrNull(object column) => column is TableLayout.NoColumn ? null : (string)column;
}
