using Sweeps.Parquet;

namespace Sweeps.Cli.Tests.Verbs;

/// <summary>Results in which others have been at work.</summary>
public sealed class HostileFolderTests(VerbTests.OneSweep sweep) : IClassFixture<VerbTests.OneSweep>
{
    private static readonly string[] s_readers = ["summary", "show", "verify", "diff", "merge"];
    private static int s_copies;

    [Theory]
    [InlineData("runs", null, false)]
    [InlineData("runs", "status", true)]
    [InlineData("runs", "lr", true)]
    [InlineData("losses", null, false)]
    [InlineData("losses", "step", true)]
    [InlineData("moments", null, false)]
    [InlineData("moments", "layer", true)]
    public async Task A_table_that_another_program_has_rewritten_is_told_with_exit_code_4_and_trained_again(string table, string? without, bool keepsMetadata)
    {
        var folder = Copy();
        Rewrite(Path.Combine(folder, table + ".parquet"), without, keepsMetadata);
        await AssertDamaged(folder, table);
        await RunAgain(folder);
    }

    [Theory]
    [InlineData("runs", "runs")]
    [InlineData("losses", "losses")]
    [InlineData("runs", "*")]
    public async Task A_table_that_is_missing_is_told_with_exit_code_4_and_trained_again(string table, string removed)
    {
        var folder = Copy();
        foreach (var file in Directory.GetFiles(folder, removed + ".parquet"))
            File.Delete(file);
        await AssertDamaged(folder, table);
        Assert.Equal(4, (await InProcess.Invoke("report", folder)).ExitCode);
        await RunAgain(folder);
    }

    private static async Task AssertDamaged(string folder, string table)
    {
        foreach (var verb in s_readers)
        {
            var read = await InProcess.Invoke([verb, folder, .. verb switch { "show" => new[] { "0" }, "diff" => [folder], _ => [] }]);
            Assert.True(read.ExitCode == 4, $"{verb}: {read}");
            Assert.Contains($"{table}.parquet'", read.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", read.Error, StringComparison.Ordinal);
        }

        Assert.Equal(4, (await InProcess.Invoke("status", folder)).ExitCode);
    }

    [Fact]
    public async Task A_merge_cannot_make_good_what_is_damaged_and_says_so_with_exit_code_4()
    {
        var folder = Copy();
        var path = Path.Combine(folder, "losses.parquet");
        var bytes = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(path, bytes, TestContext.Current.CancellationToken);
        var merged = await InProcess.Invoke("merge", folder, "--quiet");
        Assert.True(merged.ExitCode == 4, merged.ToString());
        Assert.Contains("damaged and are not in the tables. 'sweeps run' trains them again.", merged.Error, StringComparison.Ordinal);
        await RunAgain(folder);
        Assert.Equal(0, (await InProcess.Invoke("merge", folder, "--quiet")).ExitCode);
    }

    [Theory]
    [InlineData("show")]
    [InlineData("sample")]
    [InlineData("rerun")]
    public async Task A_run_that_is_not_found_among_damaged_tables_may_be_lost(string verb)
    {
        var folder = Copy();
        var path = Path.Combine(folder, "runs.parquet");
        var bytes = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        bytes[bytes.Length / 3] ^= 1;
        await File.WriteAllBytesAsync(path, bytes, TestContext.Current.CancellationToken);
        var finished = await InProcess.Invoke(verb, folder, "0");
        Assert.True(finished.ExitCode == 4, finished.ToString());
        Assert.Contains("error: There is no run '0' in what can be read of", finished.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("runs.parquet", "is the sweep's own")]
    [InlineData("RUNS.parquet", "is the sweep's own")]
    [InlineData("summary.md", "is the sweep's own")]
    [InlineData("parts/report.html", "is the sweep's own")]
    [InlineData("models", "is the sweep's own")]
    [InlineData("..", "is a folder")]
    [InlineData("notes.txt", "is there already and is no report")]
    [InlineData("empty.html", "is there already and is no report")]
    public async Task A_report_takes_the_place_of_nothing_but_a_report(string file, string told)
    {
        var folder = Copy();
        var target = Path.Combine(folder, file);
        await File.WriteAllTextAsync(Path.Combine(folder, "notes.txt"), "mine", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder, "empty.html"), "", TestContext.Current.CancellationToken);
        var before = sweep.At.Checksums(folder);
        var refused = await InProcess.Invoke("report", folder, "--to", target);
        Assert.True(refused.ExitCode == 1, refused.ToString());
        Assert.Contains(told, refused.Error, StringComparison.Ordinal);
        Assert.Equal(1, (await InProcess.Invoke("export", folder, "--to", target)).ExitCode);
        Assert.Equal(before, sweep.At.Checksums(folder));
        for (var i = 0; i < 2; i++)
            Assert.Equal(0, (await InProcess.Invoke("report", folder, "--to", Path.Combine(folder, "mine.html"))).ExitCode);
    }

    [Theory]
    [InlineData("models/{0}.safetensors")]
    [InlineData("losses.parquet")]
    [InlineData("summary.csv")]
    [InlineData("timings.parquet")]
    [InlineData("parts/20200101T000000000-1-abcd.journal")]
    [InlineData("parts/runs.parquet")]
    [InlineData("kept/runs.journal")]
    public async Task What_is_replaced_is_replaced_and_never_written_through(string link)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Making links needs a privilege there.");
        var folder = Copy();
        var victim = folder + ".victim";
        await File.WriteAllTextAsync(victim, "precious", TestContext.Current.CancellationToken);
        var run = Path.GetFileNameWithoutExtension(Directory.GetFiles(Path.Combine(folder, "models"))[0]);
        var path = Path.Combine(folder, link.Replace("{0}", run, StringComparison.Ordinal));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.Delete(path);
        File.CreateSymbolicLink(path, victim);

        await RunAgain(folder);
        Assert.Equal("precious", await File.ReadAllTextAsync(victim, TestContext.Current.CancellationToken));
    }

    private string Copy() => sweep.Copy($"hostile-{Interlocked.Increment(ref s_copies)}");

    /// <summary>What the same command makes of it are the bytes of the undisturbed sweep.</summary>
    private async Task RunAgain(string folder)
    {
        var again = await InProcess.Invoke("run", sweep.At.In("small.yaml"), "--out", Path.GetDirectoryName(folder)!, "--quiet");
        Assert.True(again.ExitCode == 0, again.ToString());
        var sums = sweep.At.Checksums(folder);
        foreach (var (name, sum) in sweep.At.Checksums("results/small"))
            Assert.Equal(sum, sums[name]);
    }

    private static void Rewrite(string path, string? without, bool keepsMetadata)
    {
        TableData rows;
        Dictionary<string, string> metadata;
        using (var reader = ParquetReader.Open(path))
        {
            metadata = keepsMetadata ? new(reader.Metadata, StringComparer.Ordinal) : new(StringComparer.Ordinal);
            var schema = new TableSchema([.. reader.Schema.Columns.Where(column => !string.Equals(column.Name, without, StringComparison.Ordinal))]);
            rows = new TableData(schema);
            foreach (var group in reader.ReadAll([.. schema.Columns.Select(column => column.Name)]))
                rows.AppendRange(group, 0, group.RowCount);
        }

        using var stream = File.Create(path);
        using var writer = new ParquetWriter(stream, rows.Schema, new ParquetWriterOptions());
        writer.Write(rows);
        writer.Finish(metadata);
    }
}
