using Sweeps.Core.Analysis.Summaries;
using Sweeps.Core.Journals;
using Sweeps.Core.Outcomes;
using Sweeps.Core.Parameters;
using Sweeps.Core.Tables;
using Sweeps.Core.Tests.Running;
using Sweeps.Parquet;
using Sweeps.Tables;
using Sweeps.Tests;

namespace Sweeps.Core.Tests.Results;

/// <summary>Results from before a parameter was added say nothing of it: those runs have its default.</summary>
public sealed class EarlierResultsTests
{
    private static readonly Parameter s_added = Shipped.Parameters.Find("arithmetic")!;

    [Fact]
    public void A_table_without_the_column_is_read()
    {
        Assert.Equal(Parameters(), new RunsTableReader(WithoutIt(), Shipped.Parameters, []).Read(0).Parameters);
    }

    [Fact]
    public void A_summary_shows_the_default_of_what_was_added()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("sweeps-earlier-").FullName, "runs.parquet");
        var table = WithoutIt();
        using (var file = File.Create(path))
        using (var writer = new ParquetWriter(file, table.Schema))
        {
            writer.Write(table);
            writer.Finish();
        }

        var rows = RunsFile.Read(path, Shipped.Parameters);
        var summary = SummaryTable.Of(Shipped.Parameters, rows, new([s_added.ShortName], [], ["loss_end"]));

        Assert.Equal(["fast"], RunsFile.Read(path, Shipped.Parameters, [s_added.ShortName]).Columns.Select(column => column.Boxed(0)));
        Assert.Contains("fast", SummaryFormats.Csv(summary), StringComparison.Ordinal);
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    [Fact]
    public void A_journals_frame_without_the_value_is_read()
    {
        var to = new ByteWriter();
        WriteByPosition(to, EarlierParameters.Names.Count - 1);

        Assert.Equal(Parameters(), RunOutcomeCodec.Read(to.Written, Shipped.Parameters).Parameters);
    }

    [Fact]
    public void Rows_of_a_module_that_the_network_does_not_have_are_damage()
    {
        var rows = new TableData(EarlierRows.HandlerPlace);
        rows.Column<int>("step").Append(0);
        rows.Column<int>("layer").Append(8);
        rows.Column<string>("module").Append("Linear.8");
        rows.Column<string>("tensor").Append("output");
        var network = Shipped.Parameters.All.Select(parameter => parameter.Name switch
        {
            "model.normalize_logits" => false,
            _ => parameter.Default,
        });

        var error = Assert.Throws<InvalidDataException>(() => EarlierRows.Completed(new RunRecord(Outcome() with { Parameters = Shipped.Values(network) }, default, [rows])));
        Assert.Contains("'Linear.8'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_other_column_has_to_be_there()
    {
        var table = new TableData(new TableSchema([.. RunsTable.SchemaOf(Shipped.Parameters).Columns.Where(column => column.Name is not "lr")]));

        Assert.Contains("'lr'", Assert.Throws<InvalidDataException>(() => new RunsTableReader(table, Shipped.Parameters, [])).Message, StringComparison.Ordinal);
    }

    // Journals hold values without names: whatever is added comes after these.
    [Fact]
    public void Parameters_keep_their_places()
    {
        string[] known =
        [
            "activation", "norm", "residual", "depth", "width", "gain", "lr", "steps", "batch_size", "seed", "embedding", "normalize_logits",
            "bn_momentum", "bn_eps", "bn_bessel", "bn_calibrate", "bn_spread", "scheme", "stream", "layout", "bias", "hidden_scheme", "hidden_gain",
            "hidden_weight_scale", "hidden_bias", "hidden_bias_scale", "logits_scheme", "logits_gain", "logits_weight_scale", "logits_bias",
            "logits_bias_scale", "sampling", "optimizer", "momentum", "weight_decay", "schedule", "penalty", "source", "shuffle", "context",
            "split_train", "split_valid", "split_test", "evaluate_train", "arithmetic",
        ];

        Assert.Equal(known, Shipped.Parameters.All.Take(known.Length).Select(parameter => parameter.ShortName));
        Assert.All(Shipped.Parameters.All.Skip(known.Length), parameter => Assert.True(parameter.SilentAtDefault));
    }

    private static object?[] Parameters() => [.. FakeSweep.Cell(0, 0.25, 1, 5).Parameters.Select((value, place) => Expected(Shipped.Parameters.All[place], value))];

    // What was added since and acts on its layer norm.
    private static readonly string[] s_acting = ["norm_affine", "ln_eps"];

    // What else was added since and does not act everywhere has no effect in this run.
    private static object? Expected(Parameter parameter, object? value) =>
        parameter == s_added ? parameter.Default
        : EarlierParameters.Names.Contains(parameter.ShortName, StringComparer.Ordinal) ? value
        : parameter.IsInert is null || s_acting.Contains(parameter.ShortName, StringComparer.Ordinal) ? parameter.Default : parameter.Instead;

    /// <summary>Version 3, as the format was laid down: the values of so many parameters, without their names.</summary>
    private static void WriteByPosition(ByteWriter to, int count)
    {
        var outcome = Outcome();
        to.Byte(3);
        to.Int64((long)Core.Files.RunId.Parse(outcome.Run));
        to.Signed(outcome.Cell);
        to.Byte((byte)outcome.Status);
        to.Byte(0); // diverged at
        to.Byte(0); // error
        Number(outcome.Losses.Initial!.Value);
        to.Double(outcome.Losses.Expected);
        Number(outcome.Losses.Start!.Value);
        Number(outcome.Losses.End!.Value);
        Number(outcome.Losses.Difference!.Value);
        for (var absent = 0; absent < 4; absent++) // chance, train, valid, test
            to.Byte(0);
        to.Signed(outcome.ParameterCount);
        to.Byte(0); // weights
        to.Count(count);
        foreach (var name in EarlierParameters.Names.Take(count))
        {
            switch (outcome.Parameters[Shipped.Parameters.Find(name)!.Index])
            {
                case null: to.Byte(0); break;
                case string text: to.Byte(1); to.Text(text); break;
                case int whole: to.Byte(2); to.Signed(whole); break;
                case long whole: to.Byte(3); to.Signed(whole); break;
                case double number: Number(number); break;
                case bool flag: to.Byte(5); to.Byte(flag ? (byte)1 : (byte)0); break;
                default: throw new NotSupportedException();
            }
        }

        to.Count(0); // handlers
        for (var absent = 0; absent < 5; absent++) // timings
            to.Byte(0);
        to.Int64(0);

        void Number(double number)
        {
            to.Byte(4);
            to.Double(number);
        }
    }

    private static RunOutcome Outcome() => new()
    {
        Run = "0123456789abcdef",
        Status = RunStatus.Completed,
        Losses = new(3, 3.3, 3, 2.5, -0.5),
        ParameterCount = 4137,
        Parameters = Shipped.Values(Parameters()),
    };

    private static TableData WithoutIt()
    {
        var full = new TableData(RunsTable.SchemaOf(Shipped.Parameters));
        RunsTable.Append(full, 0, Parameters(), Outcome());
        var table = new TableData(new TableSchema([.. RunsTable.SchemaOf(Shipped.Parameters).Columns.Where(column => !string.Equals(column.Name, s_added.ShortName, StringComparison.Ordinal))]));
        foreach (var column in table.Columns)
            column.AppendRange(full.Columns[full.Schema.IndexOf(column.Schema.Name)], 0, 1);
        return table;
    }
}
