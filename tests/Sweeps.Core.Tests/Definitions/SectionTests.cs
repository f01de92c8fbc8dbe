using Sweeps.Core.Definitions;
using Sweeps.Core.Handlers;

namespace Sweeps.Core.Tests.Definitions;

/// <summary>What valid sections mean.</summary>
public sealed class SectionTests
{
    [Fact]
    public void A_bare_handler_looks_at_every_step_with_its_defaults()
    {
        var handler = Assert.Single(Reader.Valid("name: x\nhandlers:\n  - rank_collapse").Handlers);
        Assert.Equal(HandlerSchedule.Always, handler.Schedule);
        Assert.Equal((0.5, 100, false, "fast"), (handler.Options.Number("threshold"), handler.Options.Integer("bins"), handler.Options.Switch("centred"), handler.Options.Name("mode")));
    }

    [Fact]
    public void A_schedule_is_the_union_of_its_keys()
    {
        var handlers = Reader.Valid("name: x\nhandlers:\n  - rank_collapse: { every: 10, at: [3, -1], first: 2, last: 4 }\n  - rank_collapse: { at: 0, name: start }\n  - rank_collapse: { name: empty }\n  - percentiles:").Handlers;
        Assert.Equal(new HandlerSchedule(10, [3, -1], 2, 4), handlers[0].Schedule);
        Assert.Equal(new HandlerSchedule(null, [0]), handlers[1].Schedule);
        Assert.Equal(["rank_collapse", "start", "empty", "percentiles"], handlers.Select(handler => handler.Name));
    }

    [Fact]
    public void An_option_goes_before_the_schedule_s_key_of_its_name()
    {
        var handler = Assert.Single(Reader.Valid("name: x\nhandlers: [ percentiles: { at: 2.5, of: weight, last: 1 } ]").Handlers);
        Assert.Equal([2.5], handler.Options.Numbers("at"));
        Assert.Equal(["weight"], handler.Options.Names("of"));
        Assert.Equal(new HandlerSchedule(null, [], 0, 1), handler.Schedule);
    }

    [Fact]
    public void A_kind_says_itself_what_does_not_fit_together()
    {
        var context = Reader.WithHandlers;
        var result = DefinitionReader.Read("name: x\nhandlers: [ percentiles: { at: [50, 50] } ]"u8.ToArray(), "d.yaml", ".", context);
        Assert.Equal("d.yaml:2:26: percentiles: The percentile 50 stands in 'at' more than once", Assert.Single(result.Errors).ToString());
        foreach (var (options, problem) in new[]
        {
            ("percentiles: { at: [0.30000000000000004, 0.3] }", "percentiles: The percentiles 0.30000000000000004 and 0.3 in 'at' would have the same column, p0_3"),
            ("percentiles: { at: [50, 0, 1e-20] }", "percentiles: The percentiles 0 and 1E-20 in 'at' would have the same column, p0"),
            ("histogram: { range: [1, 1.00000001] }", "histogram: The ends of 'range', 1 and 1.00000001, are the same number in float32, which tensors are of"),
            ("histogram: { range: [1, -1] }", "histogram: The option 'range' takes two numbers, the lower end first"),
        })
            Assert.EndsWith(problem, Assert.Single(DefinitionReader.Read(System.Text.Encoding.UTF8.GetBytes($"name: x\nhandlers: [ {options} ]"), "d.yaml", ".", context).Errors).ToString(), StringComparison.Ordinal);
        foreach (var kind in new[] { "percentiles", "histogram", "moments" })
        {
            var nothing = DefinitionReader.Read(System.Text.Encoding.UTF8.GetBytes($"name: x\nhandlers: [ {kind}: {{ of: weight, modules: norm }} ]"), "d.yaml", ".", context);
            Assert.Contains("Nothing is chosen", Assert.Single(nothing.Errors).ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Without_a_summary_there_is_a_row_per_value_of_the_axes()
    {
        var summary = Reader.Valid("name: x\ngrid: { activation: [tanh, relu], lr: [0.1, 0.2] }").Summary;
        Assert.Equal("activation lr |  | loss_start loss_end loss_diff", Show(summary));
    }

    [Fact]
    public void A_summary_without_rows_has_the_axes_that_are_not_columns()
    {
        var summary = Reader.Valid("name: x\ngrid: { activation: [tanh, relu], lr: [0.1, 0.2] }\nsummary: { columns: model.activation, values: loss_valid }").Summary;
        Assert.Equal("lr | activation | loss_valid", Show(summary));
    }

    [Theory]
    [InlineData("report: true", true)]
    [InlineData("summary: { report: true }", true)]
    [InlineData("report: { detail: [ { lr: 0.1, norm: none } ] }", true)]
    [InlineData("report: false", false)]
    [InlineData("save: none", false)]
    public void A_report_can_be_asked_for(string line, bool report) => Assert.Equal(report, Reader.Valid($"name: x\n{line}").Report);

    [Fact]
    public void Empty_sections_are_as_good_as_none()
    {
        var definition = Reader.Valid("name: x\ntitle:\ndataset:\nmodel:\n  init:\ntrain:\ngrid:\nzip:\ninclude:\nexclude:\nwhere:\nhandlers:\nsummary:\n  rows:\n");
        Assert.Equal(("x", 0, 0), (definition.Title, definition.Axes.Count, definition.Handlers.Count));
    }

    [Theory]
    [InlineData("{ train: 0.3, valid: 0.7 }", 0.3, 0.7, 0)]
    [InlineData("{ train: 0.3 }", 0.3, 0, 0)]
    [InlineData("{ train: 1 }", 1, 0, 0)]
    [InlineData("", 0.8, 0.1, 0.1)]
    public void A_written_split_says_all(string split, double train, double valid, double test)
    {
        var data = Reader.Plan($"name: x\ndataset: {{ split: {split} }}").Cells().Single().Data;
        Assert.Equal((train, valid, test), (data.Train, data.Valid, data.Test));
    }

    [Fact]
    public void The_bytes_are_kept_as_they_were_read()
    {
        var bytes = "\uFEFFname:  x   # a comment\r\n"u8.ToArray();
        Assert.Equal(bytes, DefinitionReader.Read(bytes, "d.yaml", ".", Reader.Context).Definition!.Bytes.ToArray());
    }

    [Theory]
    [InlineData("x")]
    [InlineData("_x")]
    [InlineData("'0'")]
    [InlineData("a..b")]
    [InlineData("'2024'")]
    [InlineData("console")]
    [InlineData("COM10")]
    public void Names_that_are_folders_everywhere_are_allowed(string name) => Assert.Equal(name.Trim('\''), Reader.Valid($"name: {name}").Name);

    [Theory]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("ca", "ac", 1)]
    [InlineData("", "abc", 3)]
    [InlineData("abcd", "abcd", 0)]
    public void Distances_count_edits_and_swaps(string from, string to, int distance) => Assert.Equal(distance, Text.NearestName.Distance(from, to));

    private static string Show(SummaryDefinition summary) =>
        $"{string.Join(' ', summary.Rows)} | {string.Join(' ', summary.Columns)} | {string.Join(' ', summary.Values)}";
}
