using Sweeps.Tests;

namespace Sweeps.Reports.Tests.Browser;

/// <summary>Each view and each kind of table is listed, and has all that it needs.</summary>
public sealed class ReportSourceTests
{
    public static TheoryData<string, string> Views => [.. ReportSources.Views.Select(view => new TheoryDataRow<string, string>(view.Name, view.Title))];

    [Theory]
    [InlineData("views")]
    [InlineData("panels/kinds")]
    public void Every_file_is_listed_once(string folder) =>
        Assert.Equal(ReportSources.Files(folder).Order(StringComparer.Ordinal), ReportSources.Listed(folder).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Views))]
    public void A_view_is_documented(string name, string title)
    {
        Assert.Contains($"\n| {title} | ", File.ReadAllText(Path.Combine(Repository.Root, "docs", "report.md")), StringComparison.Ordinal);
        Assert.Single(ReportSources.Views, view => string.Equals(view.Name, name, StringComparison.Ordinal));
    }

    [Fact]
    public void A_kind_of_table_says_what_it_is_what_to_look_for_and_what_is_drawn()
    {
        var kinds = ReportSources.Listed("panels/kinds");
        Assert.Equal("other.js", Path.GetFileName(kinds[^1]));
        foreach (var kind in kinds)
        {
            var text = File.ReadAllText(kind);
            Assert.Matches("\n  is: (?:table|\\(\\)) => ", text);
            Assert.Matches("\n  panels: ", text);
            if (!string.Equals(kind, kinds[^1], StringComparison.Ordinal))
                Assert.Matches("\n  title: '[A-Z][^']+',\n  text: '[A-Z][^']+\\.',\n", text);
        }
    }
}
