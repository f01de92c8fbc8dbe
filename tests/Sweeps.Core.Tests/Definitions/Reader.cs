using System.Text;
using Sweeps.Core.Datasets;
using Sweeps.Core.Definitions;
using Sweeps.Core.Engines;
using Sweeps.Core.Handlers;
using Sweeps.Core.Plans;
using Sweeps.Core.Tests.Running;
using Sweeps.Tables;
using Sweeps.Tests;

namespace Sweeps.Core.Tests.Definitions;

/// <summary>Reads definitions in tests: file name d.yaml, two kinds of handlers, no folders of lists.</summary>
internal static class Reader
{
    public const string Arithmetic = "test 1";

    public static readonly EngineCatalogue Engines = EngineCatalogue.Of(new FakeEngine { Arithmetic = Arithmetic });

    public static readonly DataCatalogue Data = new([]);

    public static readonly DefinitionContext Context = new()
    {
        Catalogue = new(Engines, Shipped.Parameters) { Handlers = HandlerCatalogue.Of(new Percentiles(), new RankCollapse()) },
        Data = Data,
    };

    /// <summary>The same with the handlers that are shipped.</summary>
    public static readonly DefinitionContext WithHandlers = Context with { Catalogue = new(Engines, Shipped.Parameters) };

    public static DefinitionResult Read(string yaml, params string[] set) => Read(yaml, null, set);

    public static DefinitionResult Read(string yaml, string? where, string[] set) => DefinitionReader.Read(
        Encoding.UTF8.GetBytes(yaml), "d.yaml", Path.GetTempPath(), Context with { Set = set, Where = where });

    public static SweepDefinition Valid(string yaml, params string[] set)
    {
        var result = Read(yaml, set);
        Assert.True(result.Definition is not null, string.Join('\n', result.Errors));
        return result.Definition;
    }

    public static PlanResult PlanResult(string yaml, string? where = null, params string[] set) => PlanReader.Plan(Read(yaml, where, set));

    public static SweepPlan Plan(string yaml, string? where = null, params string[] set)
    {
        var result = PlanResult(yaml, where, set);
        Assert.True(result.Plan is not null, string.Join('\n', result.Errors));
        return result.Plan;
    }

    /// <summary>The only error, as printed.</summary>
    public static string Error(string yaml, params string[] set) => Assert.Single(Read(yaml, set).Errors).ToString();

    public static object? Value(PlannedCell cell, string parameter) =>
        cell.Parameters[new TableSchema(Shipped.Parameters.Columns).IndexOf(parameter)];

    private sealed class Percentiles : IHandlerKind
    {
        public string Name => "percentiles";

        public string Summary => "Percentiles.";

        public IReadOnlyList<HandlerOption> Options { get; } =
        [
            new("of", OptionType.Names, new[] { "output" }, "Tensors.", Allowed: TensorNames.All),
            new("at", OptionType.Numbers, new double[] { 16, 50, 84 }, "Percentages.", 0, 100),
        ];

        public IReadOnlyList<ColumnSchema> Columns(HandlerOptions options) => [];

        public IHandler Create(HandlerOptions options) => throw new NotSupportedException();
    }

    private sealed class RankCollapse : IHandlerKind
    {
        public string Name => "rank_collapse";

        public string Summary => "Rank collapse.";

        public IReadOnlyList<HandlerOption> Options { get; } =
        [
            new("threshold", OptionType.Number, 0.5, "A number."),
            new("bins", OptionType.Integer, 100, "An integer.", 1, 1000),
            new("centred", OptionType.Switch, false, "A switch."),
            new("mode", OptionType.Name, "fast", "A name.", Allowed: ["fast", "exact"]),
        ];

        public IReadOnlyList<ColumnSchema> Columns(HandlerOptions options) => [];

        public IHandler Create(HandlerOptions options) => throw new NotSupportedException();
    }
}
