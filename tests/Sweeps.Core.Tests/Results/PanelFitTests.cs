using Sweeps.Core.Analysis.Summaries;

namespace Sweeps.Core.Tests.Results;

public sealed class PanelFitTests
{
    private static readonly SummaryTable s_wide = Table(columns: 6);

    [Fact]
    public void A_table_that_fits_is_as_it_is() =>
        Assert.Equal(SummaryFormats.Text(s_wide), SummaryFormats.Text(s_wide, width: 200));

    [Fact]
    public void A_table_that_is_too_wide_has_fewer_digits_first()
    {
        var widest = SummaryFormats.Text(s_wide).Split('\n').Max(line => line.Length);
        var text = SummaryFormats.Text(s_wide, width: widest - 1);
        Assert.Contains("1.25", text, StringComparison.Ordinal);
        Assert.DoesNotContain("1.250", text, StringComparison.Ordinal);
        Assert.DoesNotContain("columns", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Then_it_has_fewer_columns_and_says_so()
    {
        var text = SummaryFormats.Text(s_wide, width: 40);
        Assert.Matches(@"\n\d of 6 columns do not fit here;\s+summary\.md has all\.\n", text);
        Assert.All(text.Split('\n'), line => Assert.True(line.Length <= 40, line));
    }

    [Fact]
    public void Of_several_values_the_loss_at_the_end_stays_longest()
    {
        var values = new SummaryTable(
            new SummaryRequest(["activation"], [], ["loss_start", "loss_end", "loss_diff"]), [["tanh"]], [[]], [[Group(3)]]);
        var text = SummaryFormats.Text(values, width: 22);
        Assert.Contains("activation  loss_end\ntanh            2.25", text, StringComparison.Ordinal);
        Assert.Matches(@"2 of 3 columns do not\s+fit here", text);
    }

    [Fact]
    public void No_line_is_wider_than_the_terminal_whatever_it_is()
    {
        for (var width = 24; width < 90; width++)
            Assert.All(SummaryFormats.Text(s_wide, width: width).Split('\n'), line => Assert.True(line.Length <= width, $"{width}: {line}"));
    }

    private static SummaryTable Table(int columns) => new(
        new SummaryRequest(["activation", "norm"], ["lr"], ["loss_end"]),
        [["a-long-name-of-an-activation", "layer"], ["tanh", "none"]],
        [.. Enumerable.Range(0, columns).Select(column => (IReadOnlyList<object?>)[0.5 * (column + 1)])],
        [.. Enumerable.Range(0, 2).Select(_ => (IReadOnlyList<SummaryGroup?>)[.. Enumerable.Range(0, columns).Select(_ => Group(1))])]);

    private static SummaryGroup Group(int values) =>
        new(1, 0, 0, [.. Enumerable.Range(0, values).Select(value => new SummaryFigure(1, 1.25 + value, null, null, IsWhole: false, IsBest: false))]);
}
