using Sweeps.Core.Tables;
using Sweeps.Tables;
using Sweeps.Tests;

namespace Sweeps.Cli.Tests.Verbs;

/// <summary>Results in which others have been at work.</summary>
[Kind(TestKind.Long)]
public sealed class HostileFolderTests(VerbTests.OneSweep sweep) : IClassFixture<VerbTests.OneSweep>
{
    private static readonly string[] s_readers = ["summary", "show", "verify", "diff", "merge"];
    private static int s_copies;

    [Theory]
    [InlineData("runs", "status")]
    [InlineData("runs", "lr")]
    [InlineData("losses", "step")]
    [InlineData("moments", "layer")]
    public async Task A_sealed_table_without_one_of_its_columns_is_told_with_exit_code_4_and_trained_again(string table, string without)
    {
        var folder = Copy();
        Rewrite(Path.Combine(folder, table + ".parquet"), without);
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
    [InlineData("log.jsonl")]
    [InlineData("summary.md")]
    [InlineData("definition.yaml")]
    [InlineData("composed.yaml")]
    [InlineData("provenance.json")]
    [InlineData("report.html")]
    [InlineData(".plan")]
    [InlineData(".lock")]
    [InlineData("parts/next/runs.parquet")]
    [InlineData("parts/state/0123456789abcdef.state")]
    [InlineData("slurm/submission.json")]
    public async Task A_file_that_is_a_link_is_refused_whoever_reads_or_writes_it(string link)
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

        await AssertRefused(folder, path, "is a link, where a file of the sweep belongs");
        Assert.Equal("precious", await File.ReadAllTextAsync(victim, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("models")]
    [InlineData("kept")]
    [InlineData("parts")]
    [InlineData("damaged")]
    [InlineData("slurm")]
    [InlineData("exports")]
    [InlineData("parts/next")]
    [InlineData("parts/state")]
    [InlineData("kept/models")]
    public async Task A_folder_that_is_a_link_is_refused_and_nothing_behind_it_changes(string link)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Making links needs a privilege there.");
        var folder = Copy();
        var victim = Directory.CreateDirectory(folder + ".victim").FullName;
        await File.WriteAllTextAsync(Path.Combine(victim, "runs.parquet"), "precious", TestContext.Current.CancellationToken);
        var path = Path.Combine(folder, link);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        if (Directory.Exists(path))
            Directory.Delete(path, recursive: true);
        Directory.CreateSymbolicLink(path, victim);
        await AssertRefused(folder, path, "is a link, where a folder of the sweep belongs");
        Assert.Equal("precious", await File.ReadAllTextAsync(Assert.Single(Directory.GetFileSystemEntries(victim)), TestContext.Current.CancellationToken));
    }

    /// <summary>None of them may be waited for.</summary>
    [Kind(TestKind.Process)]
    [Theory]
    [InlineData("log.jsonl")]
    [InlineData(".lock")]
    [InlineData("definition.yaml")]
    [InlineData("composed.yaml")]
    [InlineData("provenance.json")]
    [InlineData("losses.parquet")]
    [InlineData("summary.md")]
    [InlineData("report.html")]
    [InlineData("models/{0}.safetensors")]
    [InlineData("parts/1.journal")]
    [InlineData("parts/state/0123456789abcdef.state")]
    [InlineData("parts/commit.json")]
    public async Task A_pipe_in_the_place_of_a_file_is_refused(string file)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no such pipes there.");
        var folder = Copy();
        var run = Path.GetFileNameWithoutExtension(Directory.GetFiles(Path.Combine(folder, "models"))[0]);
        var path = Path.Combine(folder, file.Replace("{0}", run, StringComparison.Ordinal));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.Delete(path);
        using (var make = TestProcess.Start("mkfifo", [path]))
            await make.WaitForExitAsync(TestContext.Current.CancellationToken);
        await AssertRefused(folder, path, "is a pipe or a device, where a file of the sweep belongs");
    }

    [Fact]
    public async Task A_folder_in_the_place_of_the_lock_is_told_as_what_it_is()
    {
        var folder = Copy();
        var path = Directory.CreateDirectory(Path.Combine(folder, ".lock")).FullName;
        await AssertRefused(folder, path, "is a folder, where a file of the sweep belongs");
    }

    [Fact]
    public async Task A_log_that_cannot_be_written_is_one_warning_and_no_failure()
    {
        var folder = Copy();
        File.Delete(Path.Combine(folder, "log.jsonl"));
        Directory.CreateDirectory(Path.Combine(folder, "log.jsonl"));
        foreach (var verb in new[] { new[] { "run", sweep.At.In("small.yaml"), "--out", Path.GetDirectoryName(folder)!, "--quiet" }, ["merge", folder, "--quiet"] })
        {
            var done = await InProcess.Invoke(verb);
            Assert.True(done.ExitCode == 0, done.ToString());
            Assert.StartsWith($"warning: The log '{Path.Combine(folder, "log.jsonl")}' cannot be written", Assert.Single(done.ErrorLines), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_a_lock_says_is_shown_on_one_line_and_obeyed_by_no_terminal()
    {
        var folder = Copy();
        var path = Path.Combine(folder, ".lock");
        await File.WriteAllTextAsync(path, """{"Host":"evil\u001b[2J\u0007\nerror: forged","Machine":"elsewhere","ProcessId":1,"ProcessStart":1,"Session":"s","Since":"2026-01-01T00:00:00+00:00"}""", TestContext.Current.CancellationToken);
        foreach (var verb in new[] { new[] { "run", sweep.At.In("small.yaml"), "--out", Path.GetDirectoryName(folder)! }, ["status", folder] })
        {
            var told = await InProcess.Invoke(verb);
            Assert.DoesNotContain(told.Out + told.Error, character => char.IsControl(character) && character is not '\n');
            Assert.DoesNotContain(told.Lines.Concat(told.ErrorLines), line => line.StartsWith("error: forged", StringComparison.Ordinal));
        }

        // Its owner would have had it stamped by now: one from the future is stale, too.
        File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddHours(2));
        await RunAgain(folder);
    }

    [Theory]
    [InlineData("evil/auth", "evil/keep.txt")]
    [InlineData("notes.txt", "runs.parquet")]
    [InlineData("runs.parquet", "models/0123456789abcdef.safetensors")]
    [InlineData("runs.parquet", "../keep.parquet")]
    public async Task A_marker_that_names_what_is_no_file_of_a_sweep_is_refused(string file, string obsolete)
    {
        var folder = Copy();
        var victim = Directory.CreateDirectory(folder + ".victim").FullName;
        if (!OperatingSystem.IsWindows())
            Directory.CreateSymbolicLink(Path.Combine(folder, "evil"), victim);
        await File.WriteAllTextAsync(Path.Combine(victim, "auth"), "precious", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(victim, "keep.txt"), "precious", TestContext.Current.CancellationToken);
        Directory.CreateDirectory(Path.Combine(folder, "parts", "next"));
        await File.WriteAllTextAsync(Path.Combine(folder, "parts", "next", Path.GetFileName(file)), "evil", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder, "parts", "commit.json"), $$"""{"Files":["{{file}}"],"Obsolete":["{{obsolete}}"]}""", TestContext.Current.CancellationToken);
        var before = sweep.At.Checksums(folder);
        foreach (var verb in new[] { new[] { "run", sweep.At.In("small.yaml"), "--out", Path.GetDirectoryName(folder)! }, ["merge", folder] })
        {
            var refused = await InProcess.Invoke(verb);
            Assert.True(refused.ExitCode == 4, refused.ToString());
        }

        Assert.Equal(before, sweep.At.Checksums(folder));
        Assert.All(Directory.GetFiles(victim), content => Assert.Equal("precious", File.ReadAllText(content)));
    }

    /// <summary>Every verb that reads or writes in the folder, in the same words, and nothing is changed.</summary>
    private async Task AssertRefused(string folder, string path, string told)
    {
        string[][] verbs =
        [
            ["run", sweep.At.In("small.yaml"), "--out", Path.GetDirectoryName(folder)!, "--quiet"],
            ["run", sweep.At.In("small.yaml"), "--out", Path.GetDirectoryName(folder)!, "--quiet", "--fresh"],
            ["merge", folder], ["report", folder], ["export", folder], ["status", folder], ["summary", folder], ["show", folder, "0"],
            ["verify", folder], ["rerun", folder, "0"], ["sample", folder, "0"], ["diff", folder, folder],
        ];
        foreach (var verb in verbs)
        {
            var refused = await InProcess.Invoke(verb);
            Assert.True(refused.ExitCode == 4, $"{verb[0]}: {refused}");
            Assert.Contains($"'{path}' {told}", refused.Error, StringComparison.Ordinal);
        }
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

    private static void Rewrite(string path, string without)
    {
        TableData rows;
        Dictionary<string, string> metadata;
        using (var reader = TableFiles.Format.Open(path))
        {
            metadata = new(reader.Metadata, StringComparer.Ordinal);
            var schema = new TableSchema([.. reader.Schema.Columns.Where(column => !string.Equals(column.Name, without, StringComparison.Ordinal))]);
            rows = new TableData(schema);
            foreach (var group in reader.ReadAll([.. schema.Columns.Select(column => column.Name)]))
                rows.AppendRange(group, 0, group.RowCount);
        }

        using var stream = File.Create(path);
        using var writer = TableFiles.Format.Create(stream, rows.Schema);
        writer.Write(rows);
        writer.Finish(metadata);
    }
}
