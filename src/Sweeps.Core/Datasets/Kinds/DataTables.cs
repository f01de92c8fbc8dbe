using Sweeps.Core.Datasets.Columns;
using Sweeps.Training.Tasks;

namespace Sweeps.Core.Datasets.Kinds;

/// <summary><c>kind: table</c>: a row per example, whose columns go into the network; one column is what it predicts.</summary>
internal sealed class DataTables : DatasetKind
{
    public override string Name => "table";

    public override string Summary => "A table, a row per example: a network predicts the column 'target' from the other columns.";

    public override string Noun => "table";

    public override string Items => "rows";

    public override string Extension => ".csv";

    public override IReadOnlyList<string> Parameters { get; } =
    [
        "dataset.target", "dataset.task", "dataset.features", "dataset.standardize", "dataset.missing",
        "dataset.split.stratify", "dataset.split.column", "dataset.split.group",
    ];

    public override IReadOnlyList<ShippedData> Shipped { get; } =
    [
        new("digits", "1,797 handwritten digits of 8 × 8 pixels from 0 to 16, the digit last", "E. Alpaydin, C. Kaynak, 1998, UCI Machine Learning Repository, CC BY 4.0", "Tables.digits.csv"),
        new("iris", "150 flowers of three species of iris, four lengths in cm, the species last", "R. A. Fisher, 1936, UCI Machine Learning Repository, CC BY 4.0", "Tables.iris.csv"),
    ];

    public override bool HasClasses(Func<string, object?> values) => values("dataset.task") is not string task || string.Equals(task, TrainingTasks.Classification.Name, StringComparison.Ordinal);

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

    public override (DataSource? Source, string? Problem) Read(Stream stream, string name, string? path) => TableReader.Read(stream, name, path);

    private static string? NameOrNull(object column) => column is TableLayout.NoColumn ? null : (string)column;
}
