using Sweeps.Core.Datasets.Synthetic;
using Sweeps.Training.Catalogues;

namespace Sweeps.Core.Datasets.Kinds;

/// <summary><c>kind: synthetic</c>: examples that are made, not read; the source names the generator.</summary>
internal sealed class SyntheticData : DatasetKind
{
    private const string Embedding = "model.embedding";

    public override string Name => "synthetic";

    public override string Summary => "Examples that are drawn: the source names what makes them.";

    public override string Noun => "generator";

    public override string Items => "examples";

    public override string Extension => "";

    public override bool HasFiles => false;

    public override IReadOnlyList<OptionDeclaration> Options { get; } = [.. DataGenerators.All.SelectMany(generator => generator.Options).DistinctBy(option => option.Name, StringComparer.Ordinal)];

    public override IReadOnlyList<string> Parameters => [.. Options.Select(option => option.Name), Embedding];

    public override IReadOnlyList<ShippedData> Shipped { get; } =
        [.. DataGenerators.All.Select(generator => new ShippedData(generator.Name, generator.Summary.TrimEnd('.'), "drawn as PyTorch draws", ""))];

    public override IReadOnlyList<string> SourcesOf(string parameter) =>
    [
        .. DataGenerators.All
            .Where(generator => parameter is Embedding ? generator.HasSymbols : generator.Options.Any(option => string.Equals(option.Name, parameter, StringComparison.Ordinal)))
            .Select(generator => generator.Name),
    ];

    public override bool HasClasses(Func<string, object?> values) => values("dataset.source") is not string source || DataGenerators.All.Find(source)?.IsRegression != true;

    public override DataSettings Settings(DataSettings settings, Func<string, object> values) => settings with
    {
        Generator = DataGenerators.All.Find(settings.Source) is { } generator
            ? generator.Options.Aggregate(OptionValues.None, (all, option) => all.With(option, values(option.Name)))
            : OptionValues.None,
    };

    public override (DataSource? Source, string? Problem) Read(Stream stream, string name, string? path) => (null, "examples of this kind are not read from a file");

    internal override (DataSource? Source, string? Problem) ReadShipped(ShippedData shipped) => (new SyntheticDataset(DataGenerators.All.Get(shipped.Name)), null);
}
