using System.Globalization;
using System.Text.Json;
using Sweeps.Core.Analysis.Summaries;
using Sweeps.Core.Outcomes;
using Sweeps.Core.Tables;
using Sweeps.Core.Tests.Running;
using Sweeps.Tables;
using Sweeps.Tests;

namespace Sweeps.Core.Tests.Results;

public sealed class SummaryTests
{
    [Fact]
    public void A_grid_becomes_a_table_per_value_with_the_best_marked()
    {
        var runs = Runs(("tanh", "none", 1, 2.4941), ("tanh", "layer", 1, 2.4789), ("relu", "none", 1, 2.5236), ("relu", "layer", 1, 2.5351));
        var summary = SummaryTable.Of(Shipped.Parameters, runs, new(["norm"], ["activation"], ["loss_end", "status"]));

        Assert.Equal(
            """
            loss_end by activation
            norm     tanh   relu
            none    2.494  2.524
            layer  2.479*  2.535

            status by activation
            norm        tanh       relu
            none   completed  completed
            layer  completed  completed

            * best

            """,
            SummaryFormats.Text(summary));
        Assert.Equal(
            """
            # A \*title\* &lt;b&gt;

            **loss_end by activation**

            | norm | tanh | relu |
            | :-- | --: | --: |
            | none | 2.494 | 2.524 |
            | layer | **2.479** | 2.535 |

            **status by activation**

            | norm | tanh | relu |
            | :-- | --: | --: |
            | none | completed | completed |
            | layer | completed | completed |

            bold: best

            """,
            SummaryFormats.Markdown(summary, "A *title* <b>"));
        Assert.Equal(
            """
            norm,activation,runs,completed,diverged,failed,exploded,above_chance,not_improved,loss_end,loss_end_ci95,loss_end_count,status,status_ci95,status_count
            none,tanh,1,1,0,0,0,0,0,2.4941,,1,completed,,1
            none,relu,1,1,0,0,0,0,0,2.5236,,1,completed,,1
            layer,tanh,1,1,0,0,0,0,0,2.4789,,1,completed,,1
            layer,relu,1,1,0,0,0,0,0,2.5351,,1,completed,,1

            """,
            SummaryFormats.Csv(summary));
    }

    [Fact]
    public void Replicates_get_an_interval_and_mixtures_only_a_mean()
    {
        var runs = Runs(("tanh", "none", 1, 2.5), ("tanh", "none", 2, 2.7), ("tanh", "none", 3, 2.6), ("relu", "none", 1, 2.1), ("relu", "layer", 1, 2.2));
        var replicated = SummaryTable.Of(Shipped.Parameters, runs, new(["activation", "norm"], [], ["loss_end"]));

        var figure = replicated.Groups[0][0]!.Figures[0];
        Assert.Equal(2.6, figure.Mean!.Value, 1e-12);
        // Standard deviation 0.1, three values, t with two degrees of freedom 4.302653 (any printed table).
        Assert.Equal(4.302653 * 0.1 / Math.Sqrt(3), figure.HalfWidth!.Value, 1e-6);
        Assert.Contains("2.600 ± 0.248", SummaryFormats.Text(replicated), StringComparison.Ordinal);

        var mixed = SummaryTable.Of(Shipped.Parameters, runs, new(["activation"], [], ["loss_end"]));
        Assert.NotNull(mixed.Groups[0][0]!.Figures[0].HalfWidth);
        Assert.Null(mixed.Groups[1][0]!.Figures[0].HalfWidth);
        Assert.Contains("2.150 (2)*", SummaryFormats.Text(mixed), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(9)]
    [InlineData(29)]
    [InlineData(250)]
    [InlineData(99_999)]
    public void Students_t_agrees_with_MathNet(int degrees)
    {
        Assert.Equal(StudentT(degrees), Sweeps.Core.Analysis.Summaries.StudentT.Quantile(0.975, degrees), 1e-9);

        static double StudentT(int degrees) => MathNet.Numerics.Distributions.StudentT.InvCDF(0, 1, degrees, 0.975);
    }

    [Fact]
    public void Definitions_may_name_every_outcome_in_the_table() => Assert.Equal(
        RunsTable.SchemaOf(Shipped.Parameters).Columns.Select(column => column.Name).Except(Shipped.Parameters.Columns.Select(column => column.Name)).Except(["cell", "run"]),
        Sweeps.Core.Outcomes.Measures.MeasureCatalogue.Names);

    /// <summary>Which mean is marked follows from what the measure says of itself: the greatest, the least, or none.</summary>
    [Theory]
    [InlineData("better: higher", "relu")]
    [InlineData("better: lower", "tanh")]
    [InlineData("unit: nats", null)]
    public void The_best_mean_is_that_of_the_measures_direction(string says, string? best)
    {
        var yaml = System.Text.Encoding.UTF8.GetBytes($"name: x\nmeasures: {{ m: {{ of: loss, {says} }} }}\n");
        var measures = Sweeps.Core.Definitions.DefinitionReader.Read(yaml, "d.yaml", Path.GetTempPath(), Definitions.Reader.Context).Definition!.Measures;
        var runs = new TableData(RunsTable.SchemaOf(Shipped.Parameters, measures));
        foreach (var (activation, value) in new[] { ("tanh", 1.0), ("relu", 3.0), ("gelu", 2.0) })
            RunsTable.Append(runs, runs.RowCount, Parameters(activation, "none", 1), Outcome(RunStatus.Completed, 2.5) with { Statistics = new([new("m", value)]) }, measures);
        var summary = SummaryTable.Of(Shipped.Parameters, runs, new(["activation"], [], ["m"]) { Measures = measures });
        Assert.Equal([1.0, 3.0, 2.0], summary.Groups.Select(row => row[0]!.Figures[0].Mean!.Value));
        Assert.Equal(best is null ? [] : [best], summary.RowKeys.Where((_, row) => summary.Groups[row][0]!.Figures[0].IsBest).Select(key => (string)key[0]!));
    }

    /// <summary>0.1 + 0.1 + 0.1 is not 0.3 in binary, and no learning rate has an interval for that.</summary>
    [Fact]
    public void Equal_numbers_have_no_interval_of_rounding()
    {
        var runs = Runs(("tanh", "none", 1, 0.1), ("tanh", "none", 2, 0.1), ("tanh", "none", 3, 0.1));
        var figure = SummaryTable.Of(Shipped.Parameters, runs, new(["activation"], [], ["loss_end"])).Groups[0][0]!.Figures[0];
        Assert.Equal((0.1, 0.0), (figure.Mean!.Value, figure.HalfWidth!.Value));
    }

    [Fact]
    public void Diverged_and_failed_runs_are_shown_and_not_averaged()
    {
        var runs = Runs(("tanh", "none", 1, 2.5), ("tanh", "none", 2, null), ("relu", "none", 1, null));
        var statuses = new TableData(runs.Schema);
        statuses.AppendRange(runs, 0, 2);
        AppendFailed(statuses, "gelu");
        statuses.AppendRange(runs, 2, 1);
        var summary = SummaryTable.Of(Shipped.Parameters, statuses, new(["activation"], [], ["loss_end", "diverged_at", "parameters"]));
        var text = SummaryFormats.Text(summary);
        Assert.Contains("2.500 [1 of 2 diverged]", text, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^relu\s+diverged", text);
        Assert.Matches(@"(?m)^gelu\s+failed", text);
        Assert.Matches(@"(?m)^tanh.*\s4137", text);
        Assert.DoesNotContain("best", text, StringComparison.Ordinal);
    }

    [Fact]
    public void One_run_that_exploded_decides_no_mean_and_is_counted()
    {
        var runs = Judged(("tanh", 1, 2.4), ("tanh", 2, 2.6), ("tanh", 3, 1e16), ("relu", 1, 2e16), ("selu", 1, 2.9), ("gelu", 1, 2.9), ("gelu", 2, 2.1));
        var summary = SummaryTable.Of(Shipped.Parameters, runs, new(["activation"], [], ["loss_end", "exploded", "above_chance"]));

        var lines = SummaryFormats.Text(summary).Split('\n').Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries))).ToArray();
        Assert.Equal("tanh 2.500 ± 1.271* [1 of 3 exploded] 1 of 3 1 of 3", lines[1]);
        Assert.Equal("relu exploded true true", lines[2]);
        Assert.Equal("selu 2.900^ false true", lines[3]);
        Assert.Equal("gelu 2.500 ± 5.082 (1^)* 0 of 2 1 of 2", lines[4]);
        Assert.Contains("(k^) k of them ended above chance", lines[6], StringComparison.Ordinal);
        Assert.Equal("Left out of means, of 7 runs: 2 exploded. Of 7 completed runs 4 ended above chance and 2 did not improve.", lines[8]);
        var csv = SummaryFormats.Csv(summary).Split('\n');
        Assert.Equal("activation,runs,completed,diverged,failed,exploded,above_chance,not_improved,loss_end,loss_end_ci95,loss_end_count", csv[0]);
        Assert.StartsWith("tanh,3,3,0,0,1,1,1,2.5,", csv[1], StringComparison.Ordinal);
        Assert.EndsWith(",2", csv[1], StringComparison.Ordinal);
        Assert.Equal(["relu,1,1,0,0,1,1,1,,,0", "selu,1,1,0,0,0,1,0,2.9,,1"], csv[2..4]);

        using var json = JsonDocument.Parse(SummaryFormats.Json(summary));
        var tanh = json.RootElement.GetProperty("groups")[0];
        Assert.Equal((3, 1, 1, 1), (tanh.GetProperty("completed").GetInt32(), tanh.GetProperty("exploded").GetInt32(), tanh.GetProperty("above_chance").GetInt32(), tanh.GetProperty("not_improved").GetInt32()));
        Assert.Equal((2.5, 2), (tanh.GetProperty("loss_end").GetProperty("mean").GetDouble(), tanh.GetProperty("loss_end").GetProperty("count").GetInt32()));
    }

    [Fact]
    public void A_flag_that_is_not_known_is_no_count()
    {
        var runs = Runs(("tanh", "none", 1, 2.5), ("relu", "none", 1, null));
        var lines = SummaryFormats.Text(SummaryTable.Of(Shipped.Parameters, runs, new(["activation"], [], ["exploded", "not_improved"]))).Split('\n').Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
        Assert.Equal(["tanh unknown false", "relu diverged diverged"], lines.Skip(1).Take(2));
    }

    /// <summary>Booleans are spelt as definitions spell them.</summary>
    [Fact]
    public void Values_are_spelt_as_in_definitions()
    {
        var runs = new TableData(RunsTable.SchemaOf(Shipped.Parameters));
        foreach (var flag in new[] { false, true })
            RunsTable.Append(runs, runs.RowCount, Parameters("tanh", "none", 1, flag, 1e-5), Outcome(RunStatus.Completed, 2.5) with { Findings = "dead units in layer 1 (fraction 1)" });
        var summary = SummaryTable.Of(Shipped.Parameters, runs, new(["normalize_logits"], ["bn_eps"], ["loss_end", "normalize_logits"]));
        var findings = Sweeps.Core.Analysis.Findings.FindingSummary.Of(Shipped.Parameters, runs, []);

        foreach (var text in new[] { SummaryFormats.Text(summary), SummaryFormats.Markdown(summary), SummaryFormats.Csv(summary), SummaryFormats.Json(summary), findings.Markdown() })
        {
            Assert.Contains("true", text, StringComparison.Ordinal);
            Assert.DoesNotContain("True", text, StringComparison.Ordinal);
            Assert.DoesNotContain("False", text, StringComparison.Ordinal);
        }

        using var json = JsonDocument.Parse(SummaryFormats.Json(summary));
        Assert.Equal(JsonValueKind.False, json.RootElement.GetProperty("groups")[0].GetProperty("parameters").GetProperty("normalize_logits").ValueKind);
        Assert.Equal(
            ["", "true", "false", "1E-05", "0.1", "2000", "4294967295", "step(0.5, 0.1)"],
            new object?[] { null, true, false, 1e-5, 0.1, 2000, uint.MaxValue, "step(0.5, 0.1)" }.Select(Sweeps.Core.Text.ParameterText.Of));
    }

    [Fact]
    public void Without_rows_the_parameters_that_vary_make_them()
    {
        var summary = SummaryTable.Of(Shipped.Parameters, Runs(("tanh", "none", 1, 2.5), ("tanh", "layer", 2, 2.4)), SummaryRequest.Default);
        Assert.Equal(["norm"], summary.Request.Rows);
        Assert.Equal(2, summary.Runs);
        var single = SummaryTable.Of(Shipped.Parameters, Runs(("tanh", "none", 1, 2.5)), SummaryRequest.Default);
        Assert.Empty(single.Request.Rows);
        Assert.Contains("2.500", SummaryFormats.Text(single), StringComparison.Ordinal);
        Assert.Equal("", SummaryFormats.Csv(SummaryTable.Of(Shipped.Parameters, Runs(), SummaryRequest.Default)).Split('\n')[1]);
        Assert.NotEmpty(SummaryFormats.Text(SummaryTable.Of(Shipped.Parameters, Runs(), new(["norm"], ["activation"], ["loss_end"]))));
        Assert.Contains("'activtion'", Assert.Throws<ArgumentException>(() => SummaryTable.Of(Shipped.Parameters, Runs(), new(["activtion"], [], []))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_cannot_become_a_formula_markup_or_an_escape_sequence()
    {
        var runs = Runs(("=HYPERLINK(\"http://x\")", "\u001b[31m<b>|x|</b>\r\n\u202Eabc", 1, -1.5), ("@x,y", "-1", 2, 1e-9), ("+1", " padded", 3, 1e9));
        var summary = SummaryTable.Of(Shipped.Parameters, runs, new(["activation", "norm"], [], ["loss_end"]));
        var csv = SummaryFormats.Csv(summary).Split('\n');
        Assert.StartsWith("\"'=HYPERLINK(\"\"http://x\"\")\",\uFFFD[31m<b>|x|</b>  \uFFFDabc,1,1,0,0,0,0,0,-1.5,", csv[1], StringComparison.Ordinal);
        Assert.StartsWith("\"'@x,y\",'-1,1,1,0,0,0,0,0,1E-09,", csv[2], StringComparison.Ordinal);
        Assert.StartsWith("'+1,\" padded\",1,1,0,0,0,0,1,1000000000,", csv[3], StringComparison.Ordinal);
        foreach (var text in new[] { SummaryFormats.Text(summary), SummaryFormats.Markdown(summary, "\u001b]0;x\u0007"), SummaryFormats.Csv(summary) })
            Assert.DoesNotContain(text, character => char.IsControl(character) && character != '\n');
        Assert.Contains(@"\[31m&lt;b&gt;\|x\|&lt;/b&gt;", SummaryFormats.Markdown(summary), StringComparison.Ordinal);
        Assert.Contains("1.00e-09", SummaryFormats.Text(summary), StringComparison.Ordinal);
        Assert.Contains("1.00e+09", SummaryFormats.Text(summary), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "0.000")]
    [InlineData(-0.0004, "-4.00e-04")]
    [InlineData(0.0005, "0.001")]
    [InlineData(-0.9996, "-1.000")]
    [InlineData(123456.78901, "123456.789")]
    public void Numbers_in_tables_have_three_decimals_unless_these_say_nothing(double number, string expected) =>
        Assert.Equal(expected, SummaryPanel.Number(number, 3));

    [Fact]
    public void Numbers_are_the_same_in_every_culture_and_json_reads_back()
    {
        var runs = Runs(("tanh", "none", 1, 0.1 + 0.2), ("relu", "none", 1, 1.0 / 3));
        var summary = SummaryTable.Of(Shipped.Parameters, runs, new(["lr"], ["activation"], ["loss_end", "status"]));
        var texts = Texts();
        var before = CultureInfo.CurrentCulture;
        try
        {
            var russian = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            russian.NumberFormat.NumberDecimalSeparator = ",";
            russian.NumberFormat.NegativeSign = "~";
            CultureInfo.CurrentCulture = russian;
            Assert.Equal(texts, Texts());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        using var json = JsonDocument.Parse(texts[3]);
        var group = json.RootElement.GetProperty("groups")[0];
        Assert.Equal(0.1 + 0.2, group.GetProperty("loss_end").GetProperty("mean").GetDouble());
        Assert.Equal("tanh", group.GetProperty("parameters").GetProperty("activation").GetString());
        Assert.Equal(0.25, group.GetProperty("parameters").GetProperty("lr").GetDouble());
        Assert.Contains("0.30000000000000004", texts[2], StringComparison.Ordinal);

        string[] Texts() => [SummaryFormats.Text(summary), SummaryFormats.Markdown(summary), SummaryFormats.Csv(summary), SummaryFormats.Json(summary)];
    }

    private static TableData Runs(params (string Activation, string Norm, int Seed, double? End)[] runs)
    {
        var table = new TableData(RunsTable.SchemaOf(Shipped.Parameters));
        foreach (var (activation, norm, seed, end) in runs)
            RunsTable.Append(table, table.RowCount, Parameters(activation, norm, seed), Outcome(end is null ? RunStatus.Diverged : RunStatus.Completed, end));
        return table;
    }

    /// <summary>Runs that know the level of chance, 2.75, and start at 3.</summary>
    private static TableData Judged(params (string Activation, int Seed, double End)[] runs)
    {
        var table = new TableData(RunsTable.SchemaOf(Shipped.Parameters));
        foreach (var (activation, seed, end) in runs)
        {
            var outcome = Outcome(RunStatus.Completed, end);
            RunsTable.Append(table, table.RowCount, Parameters(activation, "none", seed), outcome with { Losses = outcome.Losses with { Chance = 2.75 } });
        }

        return table;
    }

    private static void AppendFailed(TableData table, string activation) =>
        RunsTable.Append(table, table.RowCount, Parameters(activation, "none", 1), Outcome(RunStatus.Failed, null));

    private static RunOutcome Outcome(RunStatus status, double? end) => new()
    {
        Parameters = Shipped.NoValues,
        Run = "0123456789abcdef",
        Status = status,
        DivergedAt = status == RunStatus.Diverged ? 17 : null,
        Losses = new(3, 3.3, 3, end, end - 3),
        ParameterCount = 4137,
    };

    private static object?[] Parameters(string activation, string norm, int seed, bool normalizeLogits = false, double? batchNormEpsilon = null) =>
    [
        .. FakeSweep.Cell(0, 0.25, (ulong)seed, 5).Parameters.Zip(Shipped.Parameters.Columns, (value, column) => column.Name switch
        {
            "activation" => activation,
            "norm" => norm,
            "normalize_logits" => normalizeLogits,
            "bn_eps" => batchNormEpsilon,
            _ => value,
        }),
    ];
}
