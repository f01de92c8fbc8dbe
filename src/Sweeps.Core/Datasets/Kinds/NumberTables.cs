namespace Sweeps.Core.Datasets.Kinds;

/// <summary><c>kind: table</c>: a row per example, whose numbers go into the network; one column is the class that it predicts.</summary>
internal sealed class NumberTables : DatasetKind
{
    public override string Name => "table";

    public override string Summary => "A table of numbers, a row per example: a network predicts the class in the column 'target' from the other columns.";

    public override string Noun => "table";

    public override string Items => "rows";

    public override string Extension => ".csv";

    public override IReadOnlyList<ShippedData> Shipped { get; } =
    [
        new("digits", "1,797 handwritten digits of 8 × 8 pixels from 0 to 16, the digit last", "E. Alpaydin, C. Kaynak, 1998, UCI Machine Learning Repository, CC BY 4.0", "Tables.digits.csv"),
    ];

    public override (DataSource? Source, string? Problem) Read(ReadOnlySpan<byte> bytes, string name, string? path) => TableReader.Read(bytes, name, path);
}
