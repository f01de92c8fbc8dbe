using Sweeps.Core.Definitions;
using Sweeps.Core.Handlers;
using Sweeps.Core.Plans;
using Sweeps.Core.Tests.Definitions;
using Sweeps.Engine.Training;
using Sweeps.Tables;
using Sweeps.Tests;

namespace Sweeps.Core.Tests.Handlers;

/// <summary>What every kind of handler in the catalogue must do, asked of each.</summary>
public sealed class HandlerKindTests
{
    private const int Steps = 12;
    private const int Stop = 7;

    public static TheoryData<string> Kinds { get; } = [.. HandlerCatalogue.Shipped.Kinds.Select(kind => kind.Name)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Its_options_are_in_the_schema_with_their_sentences(string name)
    {
        var kind = HandlerCatalogue.Shipped.Find(name)!;
        var schema = System.Text.Json.Nodes.JsonNode.Parse(DefinitionSchema.Create(new(Definitions.Reader.Engines, Shipped.Parameters) { Handlers = HandlerCatalogue.Of(kind) }))!;
        var options = schema["properties"]!["handlers"]!["items"]!["anyOf"]![1]!["properties"]![name]!;
        Assert.Equal(kind.Summary, (string?)options["description"]);
        Assert.EndsWith(".", kind.Summary, StringComparison.Ordinal);
        Assert.All(kind.Options, option => Assert.Matches(@"^[A-Z].{10,}\.$", option.Summary));
        Assert.All(kind.Options, option => Assert.Equal(option.Summary, (string?)options["properties"]![option.Name]!["description"]));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_run_that_was_stopped_and_goes_on_has_the_rows_of_one_that_was_not(string name)
    {
        var plan = Plan(name);
        var cell = plan.Cells().Single();
        var handlers = plan.Definition.Handlers;
        var data = plan.DataOf(cell);
        var (whole, before, after) = (new HandlerSet(handlers, Steps), new HandlerSet(handlers, Steps), new HandlerSet(handlers, Steps));
        using (var run = new TrainingEngine().Start(cell.Settings, data, whole))
            run.Advance(Steps);
        using var memory = new MemoryStream();
        using (var run = new TrainingEngine().Start(cell.Settings, data, before))
        {
            run.Advance(Stop);
            run.Save(memory);
        }

        memory.Position = 0;
        using (var run = new TrainingEngine().Start(cell.Settings, data, after))
        {
            run.Restore(memory);
            after.Restore(0, before.Save(0));
            run.Advance(Steps);
        }

        var rows = before.Tables[0].Rows;
        rows.AppendRange(after.Tables[0].Rows, 0, after.Tables[0].Rows.RowCount);
        Assert.True(whole.Tables[0].Rows.RowCount >= Steps);
        Assert.Equal(Text(whole.Tables[0].Rows), Text(rows));
    }

    private static SweepPlan Plan(string handler) =>
        TestPlan.Of($"name: x\nmodel: {{ depth: 1, width: 40, activation: tanh }}\ntrain: {{ steps: {Steps} }}\nhandlers: [ {handler}: {{ every: 1 }} ]");

    private static string Text(TableData table) => string.Join('\n', Enumerable.Range(0, table.RowCount).Select(row =>
        string.Join('|', table.Columns.Select(column => column.Boxed(row) switch
        {
            double number => BitConverter.DoubleToInt64Bits(number).ToString("x", System.Globalization.CultureInfo.InvariantCulture),
            float number => BitConverter.SingleToInt32Bits(number).ToString("x", System.Globalization.CultureInfo.InvariantCulture),
            var value => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture),
        }))));
}
