namespace Sweeps.Core.Datasets.Kinds;

/// <summary><c>kind: table</c>: a row per example, whose columns go into the network; one column is what it predicts.</summary>
internal sealed class DataTables : TableKind
{
    public override string Name => "table";

    public override string Summary => "A table, a row per example: a network predicts the column 'target' from the other columns.";

    public override string Extension => ".csv";

    public override IReadOnlyList<ShippedData> Shipped { get; } =
    [
        new("digits", "1,797 handwritten digits of 8 × 8 pixels from 0 to 16, the digit last", "E. Alpaydin, C. Kaynak, 1998, UCI Machine Learning Repository, CC BY 4.0", "Tables.digits.csv"),
        new("iris", "150 flowers of three species of iris, four lengths in cm, the species last", "R. A. Fisher, 1936, UCI Machine Learning Repository, CC BY 4.0", "Tables.iris.csv"),
    ];

    public override (DataSource? Source, string? Problem) Read(Stream stream, string name, string? path) => TableReader.Read(stream, name, path);
}
