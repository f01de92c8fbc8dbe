using Sweeps.Core;
using Sweeps.Core.Handlers;
using Sweeps.Core.Running;
using Sweeps.Tests;

namespace Sweeps.Torch.Tests.Training;

/// <summary>A whole sweep with every shipped handler, to its tables.</summary>
[Kind(TestKind.Torch)]
public sealed class SweepTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("sweeps-torch-").FullName;

    private static string Definition => $$"""
        name: small
        dataset: { source: names, split: { train: 0.01, valid: 0.01 } }
        model: { width: 9, depth: 1, embedding: 4 }
        train: { steps: 12, batch_size: 8 }
        grid: { activation: [{{string.Join(", ", Engines.Managed.Catalogue.Activations.Names)}}], norm: [none, layer, batch, rms] }
        handlers: [ {{string.Join(", ", HandlerCatalogue.Shipped.Kinds.Select(kind => $"{kind.Name}: {{ every: 4 }}"))}} ]
        """;

    [Fact]
    public async Task Every_handler_writes_the_same_bytes_with_one_worker_and_with_three()
    {
        var (one, three) = (await Run("one", 1), await Run("three", 3));
        Assert.Equal(one.Keys.Order(StringComparer.Ordinal), three.Keys.Order(StringComparer.Ordinal));
        Assert.All(one, file => Assert.True(file.Value.AsSpan().SequenceEqual(three[file.Key]), file.Key));
        Assert.All(HandlerCatalogue.Shipped.Kinds, kind => Assert.Contains(one.Keys, file => file.StartsWith(kind.Name, StringComparison.Ordinal)));
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private async Task<Dictionary<string, byte[]>> Run(string name, int workers)
    {
        var source = SweepSource.OfText(Definition) with { ResultsRoot = Path.Combine(_root, name) };
        var sweep = Sweep.Load(source, new SweepEnvironment(Engines.Torch)).Valid;
        var result = await sweep.RunAsync(new RunOptions { Workers = workers }, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(Engines.Managed.Catalogue.Activations.Count * 4, result.Completed);
        return Directory.GetFiles(Path.Combine(_root, name, "small"), "*.parquet")
            .Where(file => Path.GetFileName(file) is not "timings.parquet").ToDictionary(file => Path.GetFileName(file), File.ReadAllBytes);
    }
}
