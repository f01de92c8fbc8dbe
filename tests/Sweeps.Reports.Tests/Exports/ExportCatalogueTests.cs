using Sweeps.Core.Store;
using Sweeps.Reports.Exports;
using Sweeps.Tests;

namespace Sweeps.Reports.Tests.Exports;

/// <summary>Each format of the catalogue has all that a format needs.</summary>
[Kind(TestKind.Process)]
public sealed class ExportCatalogueTests(ExportTests.Trained trained) : IClassFixture<ExportTests.Trained>
{
    private readonly TestSweep _sweep = trained.Sweep;

    public static TheoryData<string> Names => [.. ExportCatalogue.All.Select(kind => kind.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_format_is_named_described_and_documented(string name)
    {
        var kind = Find(name);
        Assert.Matches("^[a-z]+$", name);
        Assert.Single(ExportCatalogue.All, other => string.Equals(other.Name, name, StringComparison.Ordinal));
        Assert.Matches(@"^[A-Z][^.!?]*\.$", kind.Summary);
        Assert.Contains($"\n| `{name}` | ", File.ReadAllText(Path.Combine(Repository.Root, "docs", "exports.md")), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_format_holds_every_run_and_gives_the_same_bytes_again(string name)
    {
        var first = Export(name, "first");
        Assert.Equal(first, Export(name, "second"));
        using var reader = ResultsReader.Open(_sweep.Paths, Shipped.Parameters);
        var text = string.Concat(first.Select(file => file.Key + file.Value));
        Assert.All(reader.Outcomes().ToList(), outcome => Assert.Contains(outcome.Run, text, StringComparison.Ordinal));
    }

    /// <summary>Every loss of every run is in the export: of texts a line, of TensorBoard's files a record with the step's tag.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void A_format_holds_every_row_of_the_losses(string name)
    {
        using var reader = ResultsReader.Open(_sweep.Paths, Shipped.Parameters);
        var losses = reader.Outcomes().ToList().Sum(outcome => reader.Losses(outcome.Run).Length);
        var files = Export(name, "rows");
        var rows = files.Where(file => file.Key.StartsWith("losses.", StringComparison.Ordinal)).Sum(file => file.Value.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length)
            // A header names the columns.
            - (name is "csv" ? 1 : 0);
        if (rows <= 0)
            rows = files.Values.Sum(file => file.Split("\u0004loss").Length - 1);
        Assert.Equal(losses, rows);
    }

    /// <summary>The document that the call is in is what users read.</summary>
    [Theory]
    [InlineData("csv", "")]
    [InlineData("jsonl", "")]
    [InlineData("tensorboard", "tensorboard --logdir")]
    public void A_format_names_the_program_that_shows_it(string name, string viewer)
    {
        Assert.Equal(viewer, string.Join(' ', Find(name).Viewer));
        Assert.Contains(viewer, File.ReadAllText(Path.Combine(Repository.Root, "docs", "exports.md")), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_format_is_looked_at() => Assert.Equal(["csv", "jsonl", "tensorboard"], ExportCatalogue.All.Select(kind => kind.Name));

    private static ExportKind Find(string name) => ExportCatalogue.All.First(kind => string.Equals(kind.Name, name, StringComparison.Ordinal));

    /// <summary>The files of an export by their names, without the mark, each byte a character.</summary>
    private SortedDictionary<string, string> Export(string name, string place)
    {
        var folder = Path.Combine(_sweep.Folder, $"{name}-{place}");
        using var reader = ResultsReader.Open(_sweep.Paths, Shipped.Parameters);
        var export = SweepExport.Write(reader, Find(name), folder);
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in Directory.GetFiles(folder, "*", SearchOption.AllDirectories))
            files[Path.GetRelativePath(folder, file)] = System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(file));
        Assert.Equal(files.Count, export.Files);
        Assert.True(files.Remove("EXPORT.txt"));
        Assert.NotEmpty(files);
        return files;
    }
}
