using System.Text;
using System.Text.Json;
using Sweeps.Core.Store;
using Sweeps.Reports.Pages;
using Sweeps.Tables;
using Sweeps.Tests;

namespace Sweeps.Reports.Tests;

[Kind(TestKind.Process)]
public sealed class ExplodedRunTests
{
    private const string Definition = """
        name: exploded
        dataset: { source: words.txt, split: { train: 0.8, valid: 0.1, test: 0.1 } }
        model: { width: 8, depth: 1, embedding: 4, activation: tanh }
        train: { steps: 60, batch_size: 16 }
        grid: { lr: [0.1, 400] }
        summary: { rows: [lr], values: [loss_end] }
        """;

    [Fact]
    public void It_is_in_no_mean_and_not_the_best_and_the_page_says_so()
    {
        using var sweep = TestSweep.Of(Definition);
        using (var reader = ResultsReader.Open(sweep.Paths, Shipped.Parameters))
            Assert.Equal([false, true], reader.Outcomes().Select(outcome => outcome.Flags.Exploded!.Value));

        var page = Encoding.UTF8.GetString(sweep.Create(new ReportOptions { Charts = false }));
        Assert.Contains("2 runs: 2 completed (of these 1 exploded, ", page, StringComparison.Ordinal);
        Assert.Contains("<td>— (1 exploded)", page, StringComparison.Ordinal);

        using var model = SweepReportTests.ModelOf(sweep.Create());
        var group = model.RootElement.GetProperty("summary").GetProperty("groups")[1][0];
        Assert.Equal((1, 0), (group.GetProperty("exploded").GetInt32(), group.GetProperty("figures")[0][0].GetInt32()));
        var best = model.RootElement.GetProperty("details").EnumerateArray().Single(detail => detail.GetProperty("reasons").EnumerateArray().Any(reason => reason.GetString() is "the best loss_end"));
        Assert.Equal(0, best.GetProperty("row").GetInt32());
    }

    /// <summary>The report draws the derivatives of training: relu′(0) = 0, selu′(0) = scale · alpha.</summary>
    [Fact]
    public void The_curves_of_activations_are_the_engines()
    {
        var runs = new TableData(new TableSchema([new("activation", ColumnType.String)]));
        foreach (var name in new[] { "selu", "relu", "relu" })
            runs.Column<string>("activation").Append(name);
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            ActivationJson.Write(json, runs, Shipped.Parameters.Models);
            json.WriteEndObject();
        }

        using var written = JsonDocument.Parse(stream.ToArray());
        var curves = written.RootElement.GetProperty("functions").GetProperty("curves");
        Assert.Equal(["relu", "selu"], curves.EnumerateObject().Select(curve => curve.Name).Order(StringComparer.Ordinal));
        Assert.Equal([0, 1.7581], new[] { "relu", "selu" }.Select(name => Derivative(name, 200)));
        Assert.Equal([1, 1.0507], new[] { "relu", "selu" }.Select(name => Derivative(name, 201)));
        Assert.Equal(401, curves.GetProperty("relu").GetProperty("f").GetArrayLength());

        double Derivative(string name, int place) => curves.GetProperty(name).GetProperty("d")[place].GetDouble();
    }
}
