using System.Globalization;
using System.Security.Cryptography;
using Sweeps.Cli.Tests.Processes;
using Sweeps.Tests;

namespace Sweeps.Cli.Tests.Faults;

/// <summary>File systems that fail for a moment: what cannot be told or made durable is an error that keeps everything.</summary>
[Kind(TestKind.Process)]
public sealed class StorageErrorTests : IDisposable
{
    private readonly Workspace _at = new();

    public StorageErrorTests() => _at.Define();

    public void Dispose() => _at.Dispose();

    /// <summary>.NET's own functions succeed when fsync(2) fails.</summary>
    [Fact]
    public void A_failed_fsync_is_told_and_costs_nothing_that_was_committed()
    {
        Assert.SkipUnless(FailingCalls.Exist, FailingCalls.WhyNot);
        var whole = Whole();
        const int Step = 3;
        for (var number = 1; ; number += Step)
        {
            var results = $"sync-{number.ToString(CultureInfo.InvariantCulture)}";
            var (finished, failed) = Failing(results, $"fsync:error=EIO:when={number.ToString(CultureInfo.InvariantCulture)}", [], "run");
            if (failed == 0)
            {
                Assert.Equal(0, finished.ExitCode);
                Assert.InRange(number, 4 * Step, 100);
                return;
            }

            Assert.True(finished.ExitCode == 4, finished.ToString());
            Assert.Contains("Input/output error", finished.Error, StringComparison.Ordinal);
            FaultySweep.AssertTrainedOnce([finished, GoOn(results)]);
            Assert.Equal(whole, Sums(results));
        }
    }

    [Theory]
    [InlineData("parts/next/runs.parquet")]
    [InlineData("parts/next")]
    [InlineData("parts")]
    [InlineData("")]
    public void A_merge_whose_tables_are_not_durable_deletes_no_journal(string path)
    {
        Assert.SkipUnless(FailingCalls.Exist, FailingCalls.WhyNot);
        var whole = Whole();
        Assert.Equal(0, _at.Run("run", "small.yaml", "--out", "shard", "--shard", "1/1", "--quiet").ExitCode);
        var before = Journals("shard");

        var (finished, failed) = Failing("shard", "fsync:error=EIO", [Path.TrimEndingDirectorySeparator(_at.In("shard", "small", path))], "merge");

        Assert.True(finished.ExitCode == 4, finished.ToString());
        Assert.InRange(failed, 1, 10);
        Assert.Equal(before, Journals("shard"));
        Assert.Equal(0, _at.Run("merge", "shard/small").ExitCode);
        Assert.Empty(Journals("shard"));
        Assert.Equal(whole, Sums("shard"));
    }

    [Theory]
    [InlineData("statx")]
    [InlineData("openat")]
    [InlineData("rename")]
    public void A_commit_whose_files_cannot_be_seen_deletes_no_journal(string call)
    {
        Assert.SkipUnless(FailingCalls.Exist, FailingCalls.WhyNot);
        var whole = Whole();
        string[] next = [.. new[] { "runs", "losses" }.Select(table => _at.In("cut", "small", "parts", "next", table + ".parquet"))];
        Assert.NotEqual(0, Failing("cut", "rename:signal=KILL", next, "run").Finished.ExitCode);
        Assert.True(File.Exists(_at.In("cut", "small", "parts", "commit.json")));
        var before = Journals("cut");
        Assert.NotEmpty(before);

        var (finished, failed) = Failing("cut", call + ":error=EIO", next, "run");

        Assert.True(finished.ExitCode == 4, finished.ToString());
        Assert.InRange(failed, 1, 10);
        Assert.Equal(before, Journals("cut"));
        Assert.Equal(0, Trained(GoOn("cut")));
        Assert.Equal(whole, Sums("cut"));
    }

    [Theory]
    [InlineData("statx", "runs.parquet", "run")]
    [InlineData("statx", "losses.parquet", "run")]
    [InlineData("statx", "parts/commit.json", "run")]
    [InlineData("statx", "provenance.json", "run")]
    [InlineData("openat", "provenance.json", "run")]
    [InlineData("openat", "parts", "run")]
    [InlineData("openat", "", "run")]
    [InlineData("statx", "", "run")]
    [InlineData("openat", "models", "run")]
    [InlineData("statx", "runs.parquet", "status")]
    [InlineData("openat", "parts", "status")]
    [InlineData("statx", "losses.parquet", "report")]
    [InlineData("openat", "parts/next", "summary")]
    public void What_cannot_be_told_is_not_taken_for_absent(string call, string path, string verb)
    {
        Assert.SkipUnless(FailingCalls.Exist, FailingCalls.WhyNot);
        var whole = Whole();
        // A folder that is gone when a sweep is done.
        Directory.CreateDirectory(_at.In("whole", "small", "parts", "next"));

        var (finished, failed) = Failing("whole", call + ":error=EIO", [Path.TrimEndingDirectorySeparator(_at.In("whole", "small", path))], verb);

        Assert.InRange(failed, 1, 20);
        Assert.True(finished.ExitCode == 4, finished.ToString());
        Assert.Contains("Input/output error", finished.Error, StringComparison.Ordinal);
        Assert.Equal(0, Trained(GoOn("whole")));
        Assert.Equal(whole, Sums("whole"));
    }

    private Dictionary<string, string> Whole()
    {
        Assert.Equal(0, _at.Run("run", "small.yaml", "--out", "whole", "--quiet").ExitCode);
        return Sums("whole");
    }

    /// <summary>Of all files that tell results: each share keeps a log of its own.</summary>
    private Dictionary<string, string> Sums(string results) => _at.Checksums(results + "/small").Where(file => !file.Key.EndsWith(".jsonl", StringComparison.Ordinal)).ToDictionary(StringComparer.Ordinal);

    private (Finished Finished, int Failed) Failing(string results, string inject, IEnumerable<string> paths, string verb)
    {
        IEnumerable<string> arguments = verb is "run" ? ["run", "small.yaml", "--out", results, "--json"] : [verb, Path.Combine(results, "small")];
        return FailingCalls.Run(_at.Folder, _at.In("trace"), inject, paths, arguments);
    }

    private Finished GoOn(string results)
    {
        var finished = _at.Run("run", "small.yaml", "--out", results, "--json");
        Assert.True(finished.ExitCode == 0, finished.ToString());
        return finished;
    }

    private static int Trained(Finished finished) => finished.Lines.Count(line => line.Contains("\"run_finished\"", StringComparison.Ordinal));

    private List<(string File, string Sha256)> Journals(string results) => Directory.Exists(_at.In(results, "small", "parts"))
        ? [.. Directory.EnumerateFiles(_at.In(results, "small", "parts"), "*.journal").Order(StringComparer.Ordinal).Select(file => (file, Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))))]
        : [];
}
