using Sweeps.Core.Files;
using Sweeps.Core.Journals;
using Sweeps.Core.Outcomes;
using Sweeps.Core.Plans;
using Sweeps.Core.Running;
using Sweeps.Core.Store;
using Sweeps.Core.Tables;
using Sweeps.Tests;

namespace Sweeps.Core.Tests.Running;

/// <summary>What is left after a kill, or was damaged since, leads to the bytes of an uninterrupted sweep, and nothing is trained twice.</summary>
[Kind(TestKind.Long)]
public sealed class ResumeTests : IDisposable
{
    private static readonly IReadOnlyList<PlannedCell> s_cells = FakeSweep.Cells([0.1, 12, 5], 4);
    private readonly FakeSweep _sweep = new() { Options = new RunOptions { Workers = 2, SyncEvery = TimeSpan.FromMilliseconds(5) } };

    public void Dispose() => _sweep.Dispose();

    [Fact]
    public void A_stopped_sweep_goes_on_where_it_stopped()
    {
        var whole = Whole();
        foreach (var after in new[] { 1, 5, 11 })
        {
            using var stop = new CancellationTokenSource();
            var committed = 0;
            var events = new Events
            {
                Also = happened =>
                {
                    if (happened is RunFinished && ++committed == after)
                        stop.Cancel();
                },
            };
            _sweep.Options = _sweep.Options with { Workers = 1 };
            var stopped = _sweep.Run(s_cells, events: events, stop: stop.Token);
            Assert.True(stopped.Stopped);
            Assert.False(stopped.TablesWritten);
            Assert.Equal(stopped.Trained, events.All.OfType<RunFinished>().Count());

            var resumed = _sweep.Run(s_cells);

            Assert.Equal(s_cells.Count - stopped.Trained, resumed.Trained);
            Assert.Equal(whole, _sweep.Deterministic());
            Directory.Delete(_sweep.Paths().Folder, recursive: true);
        }
    }

    [Fact]
    public void A_journal_cut_at_any_place_costs_only_the_run_that_was_cut()
    {
        var whole = Whole();
        var journal = File.ReadAllBytes(StopBeforeTables());
        var ends = FrameEnds(journal);
        Assert.Equal(s_cells.Count, ends.Count);
        for (var length = 0; length <= journal.Length; length += Step(journal.Length))
        {
            Restore(journal.AsSpan(0, length));
            var events = new Events();
            var resumed = _sweep.Run(s_cells, events: events);
            Assert.Equal(ends.Count(end => end > length), resumed.Trained);
            Assert.Equal(whole, _sweep.Deterministic());
            // A cut is what a kill leaves: nothing to move aside, nothing to report.
            Assert.Empty(events.Notes);
        }
    }

    [Fact]
    public void A_flipped_byte_in_a_journal_costs_only_its_run_and_is_told()
    {
        var whole = Whole();
        var journal = File.ReadAllBytes(StopBeforeTables());
        var ends = FrameEnds(journal);
        for (var at = 0; at < journal.Length; at += Step(journal.Length))
        {
            var damaged = journal.ToArray();
            damaged[at] ^= (byte)(1 << (at % 8));
            Restore(damaged);
            var events = new Events();
            var resumed = _sweep.Run(s_cells, events: events);
            // The mark at the beginning belongs to no run.
            Assert.Equal(at < JournalFrame.FileMark.Length ? 0 : 1, resumed.Trained);
            Assert.Equal(whole, _sweep.Deterministic());
            Assert.Contains(events.Notes, note => note.Contains("damaged", StringComparison.Ordinal) && note.Contains(".journal", StringComparison.Ordinal));
            Assert.Equal(damaged, File.ReadAllBytes(Directory.EnumerateFiles(_sweep.Paths().Damaged).Single()));
        }
    }

    [Fact]
    public void A_journal_with_foreign_bytes_in_it_keeps_what_is_good_on_both_sides()
    {
        var whole = Whole();
        var journal = File.ReadAllBytes(StopBeforeTables());
        var cut = (int)FrameEnds(journal)[4];
        var rubbish = new byte[3000];
        JournalFrame.Magic.CopyTo(rubbish.AsSpan(1000));
        Restore([.. journal[..cut], .. rubbish, .. journal[cut..]]);

        var resumed = _sweep.Run(s_cells);

        Assert.Equal(0, resumed.Trained);
        Assert.Equal(whole, _sweep.Deterministic());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_kill_at_any_step_of_putting_the_tables_in_place_loses_nothing(bool ofThisVersion)
    {
        var whole = Whole();
        var commit = new Interrupted(this);
        for (var renamed = -1; renamed <= commit.Files.Length; renamed++)
        {
            var paths = commit.Restore(ofThisVersion);
            if (renamed < 0)
            {
                // Before the marker, whatever lies in next counts for nothing.
                File.Delete(paths.CommitMarker);
                File.WriteAllText(paths.NextFile("runs.parquet"), "half written");
            }

            foreach (var file in commit.Files.Take(Math.Max(0, renamed)))
                File.Move(paths.NextFile(file), paths.In(file));
            if (renamed == commit.Files.Length)
                File.Delete(Directory.EnumerateFiles(paths.Parts, "*.journal").Single());
            // Whoever looks now sees the whole sweep.
            using (var reader = ResultsReader.Open(paths, Shipped.Parameters))
            {
                Assert.Equal(s_cells.Count, reader.Status().Done);
                Assert.All(s_cells, cell => Assert.NotNull(reader.Load(cell.Run)));
            }

            var resumed = _sweep.Run(s_cells);

            Assert.Equal(0, resumed.Trained);
            if (renamed < 0)
                File.Delete(paths.In("old.parquet"));
            Assert.Equal(whole, _sweep.Deterministic());
        }
    }

    /// <summary>Whether the file is gone or the file system does not show it cannot be known: nothing is deleted.</summary>
    [Fact]
    public void A_file_of_a_commit_that_is_nowhere_leaves_everything_as_it_is()
    {
        _ = Whole();
        var commit = new Interrupted(this);
        foreach (var missing in commit.Files)
        {
            var paths = commit.Restore();
            File.Delete(paths.NextFile(missing));
            var before = Directory.EnumerateFiles(paths.Folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();

            var failure = Assert.Throws<StorageException>(() => _sweep.Run(s_cells));

            Assert.Contains(missing, failure.Message, StringComparison.Ordinal);
            Assert.Equal(before, Directory.EnumerateFiles(paths.Folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal));
            // What the message advises.
            File.Delete(paths.CommitMarker);
            Assert.Equal(0, _sweep.Run(s_cells).Trained);
        }
    }

    [Fact]
    public void A_damaged_file_of_a_commit_is_moved_aside_and_the_journals_are_used()
    {
        var whole = Whole();
        var commit = new Interrupted(this);
        foreach (var damaged in commit.Files)
        {
            var paths = commit.Restore();
            var bytes = File.ReadAllBytes(paths.NextFile(damaged));
            bytes[bytes.Length / 2] ^= 1;
            File.WriteAllBytes(paths.NextFile(damaged), bytes);
            var events = new Events();

            Assert.Equal(0, _sweep.Run(s_cells, events: events).Trained);

            Assert.Contains(events.Notes, note => note.Contains(damaged, StringComparison.Ordinal) && note.Contains(paths.Damaged, StringComparison.Ordinal));
            Assert.Equal(bytes, File.ReadAllBytes(Path.Combine(paths.Damaged, "next", damaged)));
            File.Delete(paths.In("old.parquet"));
            Assert.Equal(whole, _sweep.Deterministic());
        }
    }

    [Fact]
    public void A_damaged_final_table_is_moved_aside_and_costs_only_its_runs()
    {
        var whole = Whole(keep: true);
        var paths = _sweep.Paths();
        foreach (var table in new[] { "runs", "losses", "first_weight", "timings" })
        {
            var good = File.ReadAllBytes(paths.Table(table));
            for (var at = 0; at < good.Length; at += Math.Max(1, good.Length / 12))
            {
                var damaged = good.ToArray();
                damaged[at] ^= 0x10;
                File.WriteAllBytes(paths.Table(table), damaged);
                var events = new Events();

                var resumed = _sweep.Run(s_cells, events: events);

                Assert.Equal(whole, _sweep.Deterministic());
                Assert.Equal(table is "timings" ? 0 : s_cells.Count, resumed.Trained);
                Assert.Contains(events.Notes, note => note.Contains(paths.Table(table), StringComparison.Ordinal));
                Assert.NotEmpty(Directory.EnumerateFiles(paths.Damaged));
                Directory.Delete(paths.Damaged, recursive: true);
                good = File.ReadAllBytes(paths.Table(table));
            }
        }
    }

    [Fact]
    public void A_final_table_that_is_gone_or_another_one_is_made_again()
    {
        var whole = Whole(keep: true);
        var paths = _sweep.Paths();
        File.Delete(paths.Losses);
        Assert.Equal(s_cells.Count, _sweep.Run(s_cells).Trained);
        Assert.Equal(whole, _sweep.Deterministic());

        _sweep.Run(FakeSweep.Cells([0.3, 12, 5], 4), "other");
        File.Copy(_sweep.Paths("other").Losses, paths.Losses, overwrite: true);
        Assert.Equal(s_cells.Count, _sweep.Run(s_cells).Trained);
        Assert.Equal(whole, _sweep.Deterministic());

        File.Delete(paths.SummaryCsv);
        File.Delete(paths.Provenance);
        Assert.Equal(0, _sweep.Run(s_cells).Trained);
        Assert.Equal(whole, _sweep.Deterministic());
    }

    [Fact]
    public void Many_kills_leave_few_files()
    {
        var whole = Whole();
        // Each execution ends after the first commit, however many runs are in it.
        _sweep.Engine = new FakeEngine { BeforeStep = (_, step) => Thread.Sleep(step == 0 ? 15 : 0) };
        var stops = 0;
        while (_sweep.Status().Done < s_cells.Count)
        {
            StopBeforeTables(one: true);
            stops++;
            Assert.InRange(Directory.EnumerateFiles(_sweep.Paths().Parts, "*.journal").Count(), 1, 9);
        }

        Assert.InRange(stops, 2, s_cells.Count);
        Assert.Equal(0, _sweep.Run(s_cells).Trained);
        Assert.Equal(whole, _sweep.Deterministic());
    }

    [Fact]
    public void What_a_kill_left_half_written_is_cleared_away()
    {
        var whole = Whole(keep: true);
        var paths = _sweep.Paths();
        Directory.CreateDirectory(paths.Next);
        string[] leftovers =
        [
            SweepPaths.Temporary(paths.Definition, "s"), SweepPaths.Temporary(paths.Provenance, "s"), paths.Temporary("s-view-runs"), paths.NextFile("runs.parquet"),
            paths.Lock + "-0123456789abcdef0123456789abcdef", paths.Lock + "-stale-s",
        ];
        foreach (var file in leftovers)
            File.WriteAllText(file, "half");
        var foreign = Path.Combine(paths.Folder, "notes.tmp");
        File.WriteAllText(foreign, "a user's");

        Assert.Equal(0, _sweep.Run(s_cells).Trained);

        Assert.True(File.Exists(foreign));
        File.Delete(foreign);
        Assert.Equal(whole, _sweep.Deterministic());
    }

    [Fact]
    public void A_stored_run_that_turns_out_not_to_fit_is_trained_again()
    {
        var whole = Whole();
        var journal = File.ReadAllBytes(StopBeforeTables());
        var paths = Restore(journal);
        // Its checksums are right, and its series are of another shape.
        using (var reader = new JournalReader(paths.Journal("20260101T000000000-1-abcd"), Shipped.Parameters))
        using (var crafted = Journal.Create(paths.Journal("20250101T000000000-1-abcd")))
        {
            var offsets = new List<long>();
            new JournalScan(reader.Path, Shipped.Parameters).Read(checkBodies: true, entry => offsets.Add(entry.Offset));
            var record = offsets.Select(reader.Load).First(run => run.Outcome.Status == RunStatus.Completed);
            var table = new Sweeps.Tables.TableData(TableLayout.HandlerPlace);
            crafted.Append(record with { Tables = [table] });
        }

        var events = new Events();
        var resumed = _sweep.Run(s_cells, events: events);

        Assert.Equal(1, resumed.Trained);
        Assert.Equal(whole, _sweep.Deterministic());
        Assert.Contains(events.Notes, note => note.Contains("1 stored runs are damaged", StringComparison.Ordinal));
    }

    private static byte[]? s_summary;

    /// <summary>The files of an uninterrupted sweep.</summary>
    private IReadOnlyDictionary<string, string> Whole(bool keep = false)
    {
        _sweep.Run(s_cells);
        var whole = _sweep.Deterministic();
        s_summary = File.ReadAllBytes(_sweep.Paths().SummaryMarkdown);
        if (!keep)
            Directory.Delete(_sweep.Paths().Folder, recursive: true);
        return whole;
    }

    /// <summary>Trains everything (or one run more) and stops before the tables; gives the newest journal.</summary>
    private string StopBeforeTables(bool one = false)
    {
        using var stop = new CancellationTokenSource();
        var events = new Events
        {
            Also = happened =>
            {
                if (happened is RunFinished finished && (one || finished.Done == s_cells.Count))
                    stop.Cancel();
            },
        };
        _sweep.Options = _sweep.Options with { Workers = 1 };
        _sweep.Run(s_cells, events: events, stop: stop.Token);
        return Directory.EnumerateFiles(_sweep.Paths().Parts, "*.journal").Max()!;
    }

    private SweepPaths Restore(ReadOnlySpan<byte> journal)
    {
        var paths = _sweep.Paths();
        if (Directory.Exists(paths.Folder))
            Directory.Delete(paths.Folder, recursive: true);
        Directory.CreateDirectory(paths.Parts);
        File.WriteAllBytes(paths.Journal("20260101T000000000-1-abcd"), journal);
        File.WriteAllBytes(paths.Definition, _sweep.Job(s_cells).Definition.Span);
        return paths;
    }

    private static List<long> FrameEnds(byte[] journal)
    {
        var file = Path.GetTempFileName();
        File.WriteAllBytes(file, journal);
        var ends = new List<long>();
        new JournalScan(file, Shipped.Parameters).Read(checkBodies: true, entry => ends.Add(entry.Offset + entry.Header.FrameLength));
        File.Delete(file);
        return ends;
    }

    private static int Step(int length) => Math.Max(1, length / 80);

    /// <summary>A sweep whose runs are in a journal, whose next files are complete, and whose commit was interrupted before the first was put in place.</summary>
    private sealed class Interrupted
    {
        private readonly ResumeTests _tests;
        private readonly byte[] _journal;
        private readonly string _journalName;

        public Interrupted(ResumeTests tests)
        {
            _tests = tests;
            var journal = tests.StopBeforeTables();
            _journalName = Path.GetFileName(journal);
            _journal = File.ReadAllBytes(journal);
            tests._sweep.Run(s_cells, "y");
            Files = [.. Directory.EnumerateFiles(tests._sweep.Paths("y").Folder).Select(file => Path.GetFileName(file)!).Where(file => file is not ("definition.yaml" or "composed.yaml") && file[0] is not '.').Order(StringComparer.Ordinal)];
        }

        public string[] Files { get; }

        public SweepPaths Restore(bool ofThisVersion = true)
        {
            var paths = _tests.Restore(_journal);
            Directory.CreateDirectory(paths.Next);
            foreach (var file in Files)
                File.Copy(Path.Combine(_tests._sweep.Paths("y").Folder, file), paths.NextFile(file));
            // summary.md names the sweep.
            File.WriteAllBytes(paths.NextFile("summary.md"), s_summary!);
            File.WriteAllText(paths.In("old.parquet"), "a table of a handler that is gone");
            string[] obsolete = ["parts/" + _journalName, "old.parquet"];
            File.WriteAllBytes(paths.CommitMarker, ofThisVersion
                ? System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(new FinalCommit.Marker([.. Files.Select(file => Marked(file, File.ReadAllBytes(paths.NextFile(file))))], obsolete))
                : System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(new { Files, Obsolete = obsolete }));
            return paths;
        }

        private static FinalCommit.MarkedFile Marked(string name, byte[] bytes) =>
            new(name, bytes.Length, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes)));
    }
}
