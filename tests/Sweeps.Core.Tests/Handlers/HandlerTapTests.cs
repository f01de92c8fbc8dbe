using Sweeps.Core.Handlers;
using Sweeps.Tables;
using Sweeps.Training;

namespace Sweeps.Core.Tests.Handlers;

public sealed class HandlerTapTests
{
    [Fact]
    public void Wants_the_union_of_what_is_due()
    {
        var tap = new HandlerSet(
            [Probe(TensorKinds.Output, new HandlerSchedule(2, [])), Probe(TensorKinds.Weight, new HandlerSchedule(null, [-1])), Probe(TensorKinds.WeightGradient, new HandlerSchedule(null, [], First: 1))],
            steps: 6);

        Assert.Equal(
            [TensorKinds.Output | TensorKinds.WeightGradient, TensorKinds.None, TensorKinds.Output, TensorKinds.None, TensorKinds.Output, TensorKinds.Weight],
            Enumerable.Range(0, 6).Select(tap.Wants));
    }

    [Theory]
    [InlineData(3, new int[0], 0, 0, new[] { 0, 3, 6, 9 })]
    [InlineData(null, new[] { 2, -1, -10, 11 }, 0, 0, new[] { 0, 2, 9 })]
    [InlineData(null, new int[0], 2, 3, new[] { 0, 1, 7, 8, 9 })]
    [InlineData(5, new[] { 1 }, 1, 1, new[] { 0, 1, 5, 9 })]
    public void A_schedule_is_the_union_of_its_parts(int? every, int[] at, int first, int last, int[] expected)
    {
        var tap = new HandlerSet([Probe(TensorKinds.Output, new HandlerSchedule(every, at, first, last))], steps: 10);
        var step = new FakeStep();
        step.Add("Linear");
        for (step.Step = 0; step.Step < 10; step.Step++)
        {
            Assert.Equal(expected.Contains(step.Step), tap.Wants(step.Step) != TensorKinds.None);
            tap.Observe(step);
        }

        Assert.Equal(expected, tap.Tables[0].Rows.Column<int>("step").Values.ToArray());
    }

    [Fact]
    public void Tables_come_in_the_order_of_the_definitions()
    {
        var definitions = new[] { Probe(TensorKinds.Output) with { Name = "b" }, Probe(TensorKinds.Output) with { Name = "a" } };
        Assert.Equal(["b", "a"], new HandlerSet(definitions, 1).Tables.Select(table => table.Definition.Name), StringComparer.Ordinal);
    }

    [Fact]
    public void A_handler_that_throws_is_named_and_leaves_the_rows_of_the_steps_before()
    {
        var step = Step();
        var tap = new HandlerSet([Probe(TensorKinds.Output, failAt: 2)], steps: 5);
        tap.Observe(step);
        step.Step = 1;
        tap.Observe(step);
        step.Step = 2;
        var error = Assert.Throws<HandlerException>(() => tap.Observe(step));

        Assert.Equal("The handler 'probe' failed at step 2: planted", error.Message);
        Assert.Equal([0, 1], tap.Tables[0].Rows.Column<int>("step").Values.ToArray());
        Assert.Equal([0, 1], tap.Tables[0].Rows.Column<int>("value").Values.ToArray());
    }

    [Fact]
    public void A_handler_that_leaves_a_row_incomplete_is_named_with_the_column()
    {
        var tap = new HandlerSet([Probe(TensorKinds.Output, incompleteAt: 1)], steps: 5);
        var step = Step();
        tap.Observe(step);
        step.Step = 1;
        var error = Assert.Throws<HandlerException>(() => tap.Observe(step));

        Assert.Equal("The handler 'probe' failed at step 1: the column 'value' got 0 values for 1 rows.", error.Message);
        Assert.All(tap.Tables[0].Rows.Columns, column => Assert.Equal(1, column.Count));
    }

    [Fact]
    public void A_kind_that_cannot_make_its_handler_is_named()
    {
        var error = Assert.Throws<HandlerException>(() => new HandlerSet([Probe(TensorKinds.Output, failAt: -1)], steps: 5));
        Assert.Equal("The handler 'probe' cannot be made: planted", error.Message);
    }

    [Fact]
    public void Time_is_counted_only_where_a_handler_looks()
    {
        var tap = new HandlerSet([Probe(TensorKinds.Output)], steps: 5);
        Assert.Equal(TimeSpan.Zero, tap.Elapsed);
        for (var step = 0; tap.Elapsed == TimeSpan.Zero; step++)
        {
            // A clock that is too coarse for one look is not for many.
            Assert.InRange(step, 0, 1_000_000);
            tap.Observe(Step());
        }
    }

    private static FakeStep Step()
    {
        var step = new FakeStep();
        step.Add("Linear");
        return step;
    }

    private static HandlerDefinition Probe(TensorKinds needs, HandlerSchedule? schedule = null, int failAt = int.MaxValue, int incompleteAt = int.MaxValue) =>
        HandlerRun.Define(new ProbeKind(needs, failAt, incompleteAt), schedule ?? HandlerSchedule.Always);

    /// <summary>Writes the step's number, or fails as planted.</summary>
    private sealed class ProbeKind(TensorKinds needs, int failAt, int incompleteAt) : IHandlerKind, IHandler
    {
        public string Name => "probe";

        public string Summary => "For tests.";

        public IReadOnlyList<HandlerOption> Options => [];

        public TensorKinds Needs => needs;

        public IReadOnlyList<ColumnSchema> Columns(HandlerOptions options) => [new("value", ColumnType.Int32)];

        public IHandler Create(HandlerOptions options) => failAt < 0 ? throw new InvalidOperationException("planted") : this;

        public void Observe(IStepView step, HandlerRows rows)
        {
            rows.Begin(step.Step, step.Modules[0], TensorKinds.Output);
            if (step.Step == failAt)
                throw new InvalidOperationException("planted");
            if (step.Step != incompleteAt)
                rows.Own<int>(0).Append(step.Step);
        }
    }
}
