using Sweeps.Core.Handlers;

namespace Sweeps.Core.Tests.Handlers;

public sealed class HandlerSignatureTests
{
    [Fact]
    public void Is_the_same_for_the_same_request_under_another_name_or_order()
    {
        var definition = HandlerRun.Define("percentiles", ("of", new[] { "output", "weight" }));
        var same = HandlerRun.Define("percentiles", ("of", new[] { "weight", "output" })) with { Name = "other" };

        Assert.Matches("^[0-9a-f]{16}$", definition.Signature);
        Assert.Equal(definition.Signature, same.Signature);
    }

    [Fact]
    public void Differs_with_everything_that_changes_the_rows()
    {
        var kind = HandlerCatalogue.Shipped.Find("percentiles")!;
        HandlerDefinition[] definitions =
        [
            HandlerRun.Define("percentiles"),
            HandlerRun.Define("moments"),
            HandlerRun.Define("percentiles", ("at", new[] { 16.0, 50, 84.000000000000014 })),
            HandlerRun.Define("percentiles", ("at", new[] { 50.0, 16, 84 })),
            HandlerRun.Define("percentiles", ("of", new[] { "output" })),
            HandlerRun.Define("percentiles", ("modules", new[] { "linear" })),
            HandlerRun.Define(kind, new HandlerSchedule(2, [])),
            HandlerRun.Define(kind, new HandlerSchedule(null, [1])),
            HandlerRun.Define(kind, new HandlerSchedule(null, [], First: 1)),
            HandlerRun.Define(kind, new HandlerSchedule(null, [], Last: 1)),
        ];

        Assert.Equal(definitions.Length, definitions.Select(definition => definition.Signature).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Follows_a_definition_that_is_changed_with_with()
    {
        var definition = HandlerRun.Define("moments");
        Assert.NotEqual(definition.Signature, (definition with { Schedule = new HandlerSchedule(3, []) }).Signature);
    }

    [Fact]
    public void Ignores_the_order_and_repetition_of_steps_looked_at()
    {
        var kind = HandlerCatalogue.Shipped.Find("moments")!;
        Assert.Equal(
            HandlerRun.Define(kind, new HandlerSchedule(null, [3, 1, 3])).Signature,
            HandlerRun.Define(kind, new HandlerSchedule(null, [1, 3])).Signature);
    }
}
