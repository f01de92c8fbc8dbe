using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Sweeps.Core.Store;
using Sweeps.Tests;

namespace Sweeps.Reports.Tests;

[Kind(TestKind.Process)]
public sealed partial class SweepReportTests
{
    private const string Small = """
        # A comment that says what is asked.
        name: small
        title: Two rates, two seeds
        dataset: { source: words.txt, split: { train: 0.8, valid: 0.1, test: 0.1 } }
        model: { width: 8, depth: 1, embedding: 4 }
        train: { steps: 120, batch_size: 16 }
        grid: { lr: [0.1, 0.3], seed: { count: 2, from: 1 } }
        handlers:
          - update_ratio: { every: 10 }
          - percentiles: { every: 10 }
        summary: { rows: [lr], values: [loss_end] }
        """;

    [Fact]
    public void The_same_tables_give_the_same_bytes_and_another_execution_too()
    {
        using var one = TestSweep.Of(Small, "--workers", "1");
        using var two = TestSweep.Of(Small, "--workers", "2");
        Assert.Equal(one.Create(), one.Create());
        Assert.Equal(File.ReadAllBytes(one.Report), one.Create());
        Assert.Equal(Convert.ToHexString(SHA256.HashData(one.Create())), Convert.ToHexString(SHA256.HashData(two.Create())));
    }

    [Fact]
    public void The_page_allows_nothing_but_its_own_script_and_style()
    {
        using var sweep = TestSweep.Of(Small);
        var page = Encoding.UTF8.GetString(sweep.Create());
        Assert.True(SweepReport.HasCharts, "The charts were not bundled: building them takes Node.");
        var policy = Policy().Match(page).Groups["policy"].Value;
        Assert.StartsWith("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        foreach (var (pattern, directive) in new[] { (Style(), "style-src"), (Script(), "script-src") })
        {
            var inline = pattern.Matches(page);
            Assert.Single(inline);
            Assert.Contains($"{directive} 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(inline[0].Groups["text"].Value)))}'", policy, StringComparison.Ordinal);
        }

        var markup = page[..page.IndexOf("<script>", StringComparison.Ordinal)];
        Assert.DoesNotContain(" style=\"", markup, StringComparison.Ordinal);
        Assert.Empty(Loaded().Matches(markup));
    }

    [Fact]
    public void Numbers_of_runs_are_those_of_the_table_to_the_last_bit()
    {
        using var sweep = TestSweep.Of(Small);
        using var reader = ResultsReader.Open(sweep.Paths, Shipped.Parameters);
        var runs = reader.Runs();
        using var model = ModelOf(sweep.Create());
        var columns = model.RootElement.GetProperty("columns");
        foreach (var name in new[] { "lr", "loss_initial", "loss_start", "loss_end", "loss_diff", "loss_valid" })
        {
            var expected = runs.Column<double>(name).Values.ToArray();
            var found = columns.GetProperty(name);
            for (var row = 0; row < expected.Length; row++)
                Assert.Equal(expected[row], (found.ValueKind == JsonValueKind.Array ? found[row] : found.GetProperty("all")).GetDouble());
        }

        var detail = model.RootElement.GetProperty("details")[0];
        var losses = reader.Losses(runs.Column<string>("run").Values[detail.GetProperty("row").GetInt32()]).ToArray();
        Assert.Equal(losses, detail.GetProperty("loss").GetProperty("values").EnumerateArray().Select(value => value.GetSingle()));
    }

    [Fact]
    public void Without_charts_the_page_has_no_script_and_the_same_numbers()
    {
        using var sweep = TestSweep.Of(Small);
        var page = Encoding.UTF8.GetString(sweep.Create(new ReportOptions { Charts = false }));
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.Contains("tables alone", page, StringComparison.Ordinal);
        using var reader = ResultsReader.Open(sweep.Paths, Shipped.Parameters);
        var runs = reader.Runs();
        foreach (var loss in runs.Column<double>("loss_end").Values)
            Assert.Matches($"<td>{Regex.Escape(loss.ToString("R", System.Globalization.CultureInfo.InvariantCulture))}[<\n]", page);
        foreach (var loss in reader.Losses(runs.Column<string>("run").Values[0]).ToArray())
            Assert.Matches($"<td>{Regex.Escape(loss.ToString("R", System.Globalization.CultureInfo.InvariantCulture))}[<\n]", page);
    }

    [Fact]
    public void A_damaged_table_makes_no_report()
    {
        using var sweep = TestSweep.Of(Small);
        File.Delete(sweep.Report);
        var file = sweep.Paths.Table("percentiles");
        var bytes = File.ReadAllBytes(file);
        bytes[bytes.Length / 3] ^= 0x10;
        File.WriteAllBytes(file, bytes);
        var (exitCode, output) = TestSweep.Sweeps(sweep.Folder, "report", sweep.Paths.Folder);
        Assert.Equal(4, exitCode);
        Assert.Contains("percentiles.parquet", output, StringComparison.Ordinal);
        Assert.False(File.Exists(sweep.Report));
    }

    [Fact]
    public void The_comment_and_the_title_of_the_definition_are_the_page_s()
    {
        using var sweep = TestSweep.Of(Small);
        using var model = ModelOf(sweep.Create());
        Assert.Equal("Two rates, two seeds", model.RootElement.GetProperty("title").GetString());
        Assert.Equal("A comment that says what is asked.", model.RootElement.GetProperty("comment").GetString());
        Assert.Equal(["lr", "seed"], model.RootElement.GetProperty("axes").EnumerateArray().Select(axis => axis.GetString()));
    }

    [Fact]
    public void The_definition_and_the_command_line_choose_runs_to_show_in_detail()
    {
        using var sweep = TestSweep.Of(Small.Replace("summary:", "report: { detail: [ { lr: 0.3, seed: 2 } ] }\nsummary:", StringComparison.Ordinal));
        using var model = ModelOf(sweep.Create(new ReportOptions { MostDetails = 1 }));
        var detail = Assert.Single(model.RootElement.GetProperty("details").EnumerateArray());
        Assert.Equal(3, detail.GetProperty("row").GetInt32());
        Assert.Contains("asked for", detail.GetProperty("reasons").EnumerateArray().Select(reason => reason.GetString()));
        using var reader = ResultsReader.Open(sweep.Paths, Shipped.Parameters);
        using var other = ModelOf(sweep.Create(new ReportOptions { MostDetails = 1, Detail = [reader.Find("1")] }));
        Assert.Equal(1, other.RootElement.GetProperty("details")[0].GetProperty("row").GetInt32());
    }

    internal static JsonDocument ModelOf(byte[] page) => JsonDocument.Parse(Model().Match(Encoding.UTF8.GetString(page)).Groups["text"].Value);

    [GeneratedRegex("Content-Security-Policy\" content=\"(?<policy>[^\"]*)\"", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Policy();

    [GeneratedRegex("<style>(?<text>.*?)</style>", RegexOptions.Singleline | RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Style();

    [GeneratedRegex("<script>(?<text>.*?)</script>", RegexOptions.Singleline | RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Script();

    [GeneratedRegex("<script type=\"application/json\" id=\"model\">(?<text>[^<]*)</script>", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Model();

    [GeneratedRegex("(?:src|href)=\"(?!data:)", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Loaded();
}
