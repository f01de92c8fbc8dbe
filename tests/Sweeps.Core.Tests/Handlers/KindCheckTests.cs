using Sweeps.Core.Handlers;
using Sweeps.Tables;

namespace Sweeps.Core.Tests.Handlers;

public sealed class KindCheckTests
{
    private static readonly HandlerOption s_fine = new("size", OptionType.Number, 1.0, "Size.");

    [Fact]
    public void A_kind_with_options_of_every_type_is_fine() =>
        Assert.Null(KindCheck.Problem(EveryType()));

    [Fact]
    public void What_definitions_could_not_use_is_named()
    {
        Assert.Equal("the handler 'planted' has no summary.", KindCheck.Problem(new Planted([]) { Summary = " " }));
        Assert.Equal("the option 'every' of 'planted' cannot be called that.", KindCheck.Problem(new Planted([s_fine with { Name = "every" }])));
        Assert.Equal("the option 'Size' of 'planted' cannot be called that.", KindCheck.Problem(new Planted([s_fine with { Name = "Size" }])));
        Assert.Equal("'planted' has two options 'size'.", KindCheck.Problem(new Planted([s_fine, s_fine])));
        Assert.Equal("the default of the option 'size' of 'planted' is a Int32; a Double is needed.", KindCheck.Problem(new Planted([s_fine with { Default = 1 }])));
        Assert.Equal("the option 'size' of 'planted' names nothing to choose from.", KindCheck.Problem(new Planted([new("size", OptionType.Name, "a", "Size.")])));
    }

    [Fact]
    public void Signatures_tell_options_of_every_type_apart()
    {
        var kind = EveryType();
        (string, object)[] changes = [("number", 2.5), ("integer", 3), ("switch", true), ("pick", "b"), ("numbers", new[] { 2.0, 1 }), ("names", new[] { "b" })];
        string[] signatures =
        [
            HandlerRun.Define(kind, HandlerSchedule.Always).Signature,
            .. changes.Select(change => HandlerRun.Define(kind, HandlerSchedule.Always, change).Signature),
            HandlerRun.Define(EveryType(revision: 2), HandlerSchedule.Always).Signature,
        ];
        Assert.Equal(signatures.Length, signatures.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Schedules_are_equal_by_what_they_hold()
    {
        var schedule = new HandlerSchedule(2, [1, -1], 3, 4);
        Assert.Equal(schedule, new HandlerSchedule(2, [1, -1], 3, 4));
        Assert.Equal(schedule.GetHashCode(), new HandlerSchedule(2, [1, -1], 3, 4).GetHashCode());
        Assert.NotEqual(schedule, schedule with { At = [1] });
        Assert.NotEqual(schedule, schedule with { Last = 5 });
    }

    private static Planted EveryType(int revision = 1) => new(
    [
        new("number", OptionType.Number, 1.5, "A number."),
        new("integer", OptionType.Integer, 1, "An integer."),
        new("switch", OptionType.Switch, false, "A switch."),
        new("pick", OptionType.Name, "a", "A name.", Allowed: ["a", "b"]),
        new("numbers", OptionType.Numbers, new[] { 1.0, 2 }, "Numbers."),
        new("names", OptionType.Names, new[] { "a" }, "Names.", Allowed: ["a", "b"]),
    ])
    { Revision = revision };

    private sealed class Planted(IReadOnlyList<HandlerOption> options) : IHandlerKind
    {
        public string Name => "planted";

        public string Summary { get; init; } = "Planted.";

        public int Revision { get; init; } = 1;

        public IReadOnlyList<HandlerOption> Options => options;

        public IReadOnlyList<ColumnSchema> Columns(HandlerOptions options) => [];

        public IHandler Create(HandlerOptions options) => throw new NotSupportedException();
    }
}
