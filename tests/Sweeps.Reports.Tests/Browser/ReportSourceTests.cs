using Sweeps.Tests;

namespace Sweeps.Reports.Tests.Browser;

/// <summary>Each view and each kind of table is listed, and has all that it needs.</summary>
public sealed class ReportSourceTests
{
    public static TheoryData<string, string> Views => [.. ReportSources.Views.Select(view => new TheoryDataRow<string, string>(view.Name, view.Title))];

    public static TheoryData<string> Kinds => [.. ReportSources.Kinds.Select(kind => kind.File)];

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

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_kind_of_table_says_what_it_is_and_what_to_look_for_and_is_documented(string file)
    {
        var (_, title, text) = ReportSources.Kinds.Single(kind => string.Equals(kind.File, file, StringComparison.Ordinal));
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "report.md"));
        if (string.Equals(file, ReportSources.Kinds[^1].File, StringComparison.Ordinal))
        {
            Assert.Equal(("other", null, null), (file, title, text));
            Assert.Contains("\n| the table's name | any other numbers | ", page, StringComparison.Ordinal);
            return;
        }

        Assert.NotNull(title);
        Assert.NotNull(text);
        Assert.Single(ReportSources.Kinds, kind => string.Equals(kind.Title, title, StringComparison.Ordinal));
        Assert.Contains($"\n| {title} | ", page, StringComparison.Ordinal);
    }
}
