using Sweeps.Core.Datasets.Synthetic;

namespace Sweeps.Core.Datasets.Kinds;

/// <summary><c>kind: synthetic</c>: examples that are made, not read; the source names the generator.</summary>
internal sealed class SyntheticData : DatasetKind
{
    public override string Name => "synthetic";

    public override string Summary => "Examples that are drawn: the source names what makes them.";

    public override string Noun => "generator";

    public override string Items => "examples";

    public override string Extension => "";

    public override bool HasFiles => false;

    public override IReadOnlyList<string> Parameters { get; } =
        [.. DataGenerators.All.SelectMany(generator => generator.Options).Select(option => option.Name).Distinct(StringComparer.Ordinal), "model.embedding"];

    public override IReadOnlyList<ShippedData> Shipped { get; } =
        [.. DataGenerators.All.Select(generator => new ShippedData(generator.Name, generator.Summary.TrimEnd('.'), "drawn as PyTorch draws", ""))];

    public override (DataSource? Source, string? Problem) Read(Stream stream, string name, string? path) => (null, "examples of this kind are not read from a file");

    internal override (DataSource? Source, string? Problem) ReadShipped(ShippedData shipped) => (new SyntheticDataset(DataGenerators.All.Get(shipped.Name)), null);
}
