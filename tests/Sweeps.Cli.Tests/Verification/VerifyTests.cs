using System.Text.Json.Nodes;
using Sweeps.Cli.Tests.Processes;
using Sweeps.Tests;

namespace Sweeps.Cli.Tests.Verification;

[Kind(TestKind.Process)]
public sealed class VerifyTests(VerifiedSweep sweep) : IClassFixture<VerifiedSweep>
{
    [Fact]
    public void What_a_sweep_stored_is_what_training_again_gives()
    {
        var verified = sweep.At.Run("verify", "original/small");
        Assert.True(verified.ExitCode == 0, verified.ToString());
        Assert.Contains("4 runs looked at: 4 equal bit for bit", verified.Out, StringComparison.Ordinal);
        Assert.Equal(0, sweep.At.Run("rerun", "original/small", "0", "3").ExitCode);
        Assert.Equal(0, sweep.At.Run("diff", "original/small", sweep.Copy("same")).ExitCode);
    }

    [Theory]
    [InlineData("percentiles", "p50")]
    [InlineData("rank_collapse", "sigma1")]
    [InlineData("update_ratio", "ratio")]
    [InlineData("losses", "loss")]
    [InlineData("runs", "loss_valid")]
    [InlineData("runs", "cell")]
    public void A_last_bit_changed_in_a_table_is_found(string table, string column)
    {
        var folder = sweep.Copy($"planted-{table}-{column}");
        // Cells stay sorted when the last one is changed from 3 to 2 in no table but runs.
        var planted = PlantedChange.In(sweep.At.In(folder, table + ".parquet"), column, rows => column is "cell" ? rows.RowCount - 1 : rows.RowCount * 2 / 3);

        var verified = sweep.At.Run("verify", folder, "--json");
        Assert.True(verified.ExitCode == (column is "cell" ? 4 : 3), verified.ToString());
        Assert.Contains(Notes(verified), note => note.Contains($"'{table}.parquet' is not the file that was written", StringComparison.Ordinal));
        if (column is "cell")
        {
            // The other tables have the rows of another run under that number, so nobody can tell which table is right.
            var damaged = Assert.Single(Told(verified, "runs"), check => (string?)check["result"] is "damaged");
            Assert.Contains("has rows of another run in the place of", (string?)damaged["reason"], StringComparison.Ordinal);
            return;
        }

        var different = Assert.Single(Told(verified, "runs"), check => (string?)check["result"] is "different");
        AssertTells(different, planted, table, column, "stored", "trained_again");

        var diff = sweep.At.Run("diff", folder, "original/small", "--json");
        Assert.Equal(3, diff.ExitCode);
        AssertTells(Assert.Single(Told(diff, "cells")), planted, table, column, "first", "second");

        Assert.Equal(3, sweep.At.Run("rerun", folder, planted.Run).ExitCode);
        var others = Told(verified, "runs").Select(check => (string)check["run"]!).Where(run => !string.Equals(run, planted.Run, StringComparison.Ordinal)).ToList();
        Assert.Equal(3, others.Count);
        Assert.Equal(0, sweep.At.Run([.. new[] { "rerun", folder }, .. others]).ExitCode);
    }

    [Fact]
    public void A_changed_model_is_found()
    {
        var folder = sweep.Copy("model");
        var model = Directory.EnumerateFiles(sweep.At.In(folder, "models")).Order(StringComparer.Ordinal).First();
        var bytes = File.ReadAllBytes(model);
        bytes[^3] ^= 1;
        File.WriteAllBytes(model, bytes);
        var verified = sweep.At.Run("verify", folder, "--json");
        Assert.True(verified.ExitCode == 3, verified.ToString());
        var different = Assert.Single(Told(verified, "runs"), check => (string?)check["result"] is "different");
        Assert.Equal(Path.GetFileNameWithoutExtension(model), (string?)different["run"]);
        Assert.Equal("models", (string?)different["differences"]![0]!["table"]);
    }

    [Theory]
    [InlineData(null, "'provenance.json' is missing: runs.parquet, losses.parquet, dead_units.parquet, ")]
    [InlineData("{", "'provenance.json' is damaged: ")]
    [InlineData("losses.parquet", "'provenance.json' does not state all checksums: losses.parquet is ")]
    public void Checksums_that_are_missing_are_told_and_written_again(string? content, string told)
    {
        // A list that is found without knowing where the definition lay.
        File.WriteAllText(sweep.At.In("shipped.yaml"), "name: shipped\nmodel: { width: 4, depth: 1, embedding: 2 }\ntrain: { steps: 5, batch_size: 4 }\nhandlers: [dead_units]\n");
        var to = "checksums-" + told.Length;
        Assert.Equal(0, sweep.At.Run("run", "shipped.yaml", "--quiet", "--out", to).ExitCode);
        var provenance = sweep.At.In(to, "shipped", "provenance.json");
        if (content is null)
            File.Delete(provenance);
        else
            File.WriteAllText(provenance, content is "{" ? content : File.ReadAllText(provenance).Replace(content, "other.txt", StringComparison.Ordinal));

        var verified = sweep.At.Run("verify", to + "/shipped", "--json");
        Assert.True(verified.ExitCode == 3, verified.ToString());
        Assert.StartsWith(told, Notes(verified)[0], StringComparison.Ordinal);
        Assert.Equal(0, sweep.At.Run("run", "shipped.yaml", "--quiet", "--out", to).ExitCode);
        Assert.Equal(0, sweep.At.Run("verify", to + "/shipped").ExitCode);
    }

    [Fact]
    public void A_sample_is_the_same_for_the_same_seed()
    {
        var drawn = new[] { "7", "7", "8", "9" }
            .Select(seed => string.Join(' ', Told(sweep.At.Run("verify", "original/small", "--sample", "2", "--seed", seed, "--json"), "runs").Select(check => (string?)check["run"])))
            .ToList();
        Assert.Equal(drawn[0], drawn[1]);
        Assert.All(drawn, runs => Assert.Equal(2, runs.Split(' ').Distinct(StringComparer.Ordinal).Count()));
    }

    [Fact]
    public void A_run_whose_data_changed_says_so()
    {
        var folder = sweep.Copy("data");
        var words = sweep.At.In("words.txt");
        var before = File.ReadAllText(words);
        try
        {
            File.WriteAllText(words, before.Replace('a', 'b'));
            var rerun = sweep.At.Run("rerun", folder, "0");
            Assert.True(rerun.ExitCode == 3, rerun.ToString());
            Assert.Contains("the data changed", rerun.Out, StringComparison.Ordinal);
            Assert.DoesNotContain("engine", rerun.Out, StringComparison.Ordinal);
        }
        finally
        {
            File.WriteAllText(words, before);
        }
    }

    [Fact]
    public void Cells_on_one_side_only_are_told()
    {
        Assert.Equal(0, sweep.At.Run("run", "small.yaml", "--quiet", "--out", "fewer", "--where", "norm == 'none'").ExitCode);
        var diff = sweep.At.Run("diff", "original/small", "fewer/small");
        Assert.True(diff.ExitCode == 3, diff.ToString());
        Assert.Contains("2 cells equal bit for bit, 0 different, 2 only in the first folder, 0 only in the second.", diff.Out, StringComparison.Ordinal);
    }

    private static void AssertTells(JsonObject told, PlantedChange planted, string table, string column, string before, string after)
    {
        Assert.Equal(planted.Run, (string?)told["run"]);
        var difference = Assert.Single(told["differences"]!.AsArray())!.AsObject();
        Assert.Equal(table, (string?)difference["table"]);
        Assert.Equal(column, (string?)difference["column"]);
        Assert.Equal(1, (long?)difference["count"]);
        Assert.Equal(planted.Step, (int?)difference["step"]);
        Assert.Equal(planted.Layer, (int?)difference["layer"]);
        Assert.Equal(planted.After, (string?)difference[before]);
        Assert.Equal(planted.Before, (string?)difference[after]);
    }

    private static List<JsonObject> Told(Finished finished, string what) => [.. JsonNode.Parse(finished.Out)![what]!.AsArray().Select(told => told!.AsObject())];

    private static List<string> Notes(Finished finished) => [.. JsonNode.Parse(finished.Out)!["notes"]!.AsArray().Select(note => (string)note!)];
}
