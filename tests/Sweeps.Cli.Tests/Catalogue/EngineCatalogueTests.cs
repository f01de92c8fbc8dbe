using Sweeps.Tests;

namespace Sweeps.Cli.Tests.Catalogue;

/// <summary>Every engine of the program: documented, and its arithmetic its own, which keeps its runs apart from those of the others.</summary>
public sealed class EngineCatalogueTests
{
    [Fact]
    public void Every_engine_has_its_row()
    {
        var engines = Composition.OfProcess().Engines;
        var rows = File.ReadLines(Path.Combine(Repository.Root, "docs", "definition.md"))
            .SkipWhile(line => !line.StartsWith("| engine ", StringComparison.Ordinal)).Skip(2).TakeWhile(line => line.StartsWith('|'));
        Assert.Equal(engines.Select(engine => $"| `{engine.Name}` | {engine.Summary}{(engine == engines.Default ? " The default." : "")} |"), rows);
    }

    [Fact]
    public void No_two_engines_have_the_same_arithmetic()
    {
        var engines = Composition.OfProcess().Engines;
        var arithmetics = engines.Where(engine => engine.WhyMissing() is null).Select(engine => engines.Get(engine.Name).Arithmetic).ToList();
        Assert.Equal(arithmetics.Distinct(StringComparer.Ordinal), arithmetics);
    }
}
