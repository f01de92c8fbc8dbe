using Sweeps.Tests;

namespace Sweeps.Reports.Tests.Browser;

/// <summary>Three experiments that are shipped, trained once for all tests.</summary>
public sealed class ShippedReports : IDisposable
{
    private readonly Dictionary<string, Lazy<TestSweep>> _sweeps = Names.ToDictionary(name => name, name => new Lazy<TestSweep>(() => TestSweep.Shipped(name)), StringComparer.Ordinal);

    public static IReadOnlyList<string> Names { get; } = ["appendix-activations", "appendix-rank-collapse", "dying-units"];

    internal TestSweep this[string name] => _sweeps[name].Value;

    public void Dispose()
    {
        foreach (var sweep in _sweeps.Values.Where(sweep => sweep.IsValueCreated))
            sweep.Value.Dispose();
    }
}

/// <summary>Tests that share a browser and the shipped sweeps.</summary>
[CollectionDefinition(Name)]
[Kind(TestKind.Browser)]
public sealed class BrowserCollection : ICollectionFixture<Chromium>, ICollectionFixture<ShippedReports>
{
    public const string Name = "browser";
}
