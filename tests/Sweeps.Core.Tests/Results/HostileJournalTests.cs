using System.Buffers.Binary;
using Sweeps.Core.Journals;
using Sweeps.Core.Running;
using Sweeps.Core.Store;
using Sweeps.Core.Tables;
using Sweeps.Core.Tests.Running;
using Sweeps.Tables;
using Sweeps.Tests;

namespace Sweeps.Core.Tests.Results;

/// <summary>Journals whose checksums are right and whose content somebody made up.</summary>
[Kind(TestKind.Long)]
public sealed class HostileJournalTests : IDisposable
{
    /// <summary>What is put in the place of a byte: small and large bytes, and whole numbers of any width at their limits, as the format writes them.</summary>
    private static readonly byte[][] s_extremes =
    [
        [0], [1], [2], [0x7F], [0x80], [0xFF],
        Varint(byte.MaxValue), Varint(ushort.MaxValue), Varint(int.MaxValue - 1), Varint(int.MaxValue), Varint(1UL << 31), Varint(uint.MaxValue),
        Varint(long.MaxValue), Varint(ulong.MaxValue), [.. Enumerable.Repeat((byte)0xFF, 11)], [.. Enumerable.Repeat((byte)0x80, 11)],
        [0xFF, 0xFF, 0xFF, 0x7F], [0, 0, 0, 0x80], [0, 0, 0xC0, 0x7F], [0, 0, 0, 0, 0, 0, 0xF8, 0x7F],
    ];

    private readonly FakeSweep _sweep = new();

    public void Dispose() => _sweep.Dispose();

    [Fact]
    public void Every_field_at_its_limits_is_damage_or_a_record_that_can_be_stored()
    {
        var to = new ByteWriter();
        JournalFrame.Write(to, JournalTests.Record(3));
        var frame = to.Written.ToArray();
        var headLength = JournalFrame.Header(frame)!.Value.HeadLength;
        var file = Path.Combine(_sweep.Root, "one.journal");
        var (tried, damaged) = (0, 0);
        for (var at = JournalFrame.HeaderLength; at < frame.Length; at++)
        {
            foreach (var extreme in s_extremes)
            {
                // In the place of a byte, and of as many bytes as it has itself.
                foreach (var replaced in new[] { 1, extreme.Length }.Distinct().Where(count => at + count <= frame.Length))
                {
                    byte[] content = [.. frame[JournalFrame.HeaderLength..at], .. extreme, .. frame[(at + replaced)..]];
                    var length = at < JournalFrame.HeaderLength + headLength ? headLength + extreme.Length - replaced : headLength;
                    var canBeStored = CanBeStored(content, length);
                    damaged += canBeStored is true ? 0 : 1;
                    // A record of another program is no damage: reading ends there.
                    if (tried++ % 50 == 0 && canBeStored is { } stored)
                        LookAt(file, Frame(content, length), isDamaged: !stored);
                }
            }
        }

        Assert.InRange(damaged, 1000, int.MaxValue);
    }

    [Theory]
    [InlineData(int.MaxValue, 10)]
    [InlineData(10, int.MaxValue)]
    [InlineData(int.MaxValue, int.MaxValue)]
    [InlineData(-1, 10)]
    [InlineData(10, -1)]
    [InlineData(0x7FFF_0000, 0)]
    [InlineData(0, 0x7FFF_0000)]
    public void Lengths_that_only_a_sparse_file_has_cost_no_memory(int head, int body)
    {
        var paths = _sweep.Paths();
        Directory.CreateDirectory(paths.Parts);
        var journal = paths.Journal("20260101");
        using (var file = File.Create(journal))
        {
            file.Write([.. JournalFrame.FileMark, .. Header(head, body, 0, 0)]);
            file.SetLength(1L << 31);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        var content = new JournalScan(journal, Shipped.Parameters).Read(checkBodies: true, _ => Assert.Fail("There is no run."));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 21);
        Assert.Equal(0, content.Frames);
    }

    /// <summary>Each would be looked for again and again from the place after it.</summary>
    [Fact]
    public void A_file_full_of_headers_is_read_once()
    {
        var file = Path.Combine(_sweep.Root, "headers.journal");
        var beyond = Header(100, int.MaxValue - 1000, 1, 1);
        var wrong = beyond.ToArray();
        wrong[^1] ^= 1;
        File.WriteAllBytes(file, [.. JournalFrame.FileMark, .. Enumerable.Repeat(beyond, 40_000).SelectMany(bytes => bytes), .. Enumerable.Repeat(wrong, 40_000).SelectMany(bytes => bytes)]);
        using var handle = File.OpenHandle(file);
        var window = new FileWindow(handle, new FileInfo(file).Length);
        Assert.Equal(0, new JournalScan(file, Shipped.Parameters).Read(window, checkBodies: true, _ => { }).Frames);
        Assert.InRange(window.BytesRead, window.Length, 2 * window.Length);
    }

    [Fact]
    public void Runs_of_a_journal_that_was_made_up_are_trained_again_and_the_journal_is_moved_aside()
    {
        var cells = FakeSweep.Cells([0.1], 3);
        _sweep.Run(cells);
        var whole = _sweep.Deterministic();
        byte[] record;
        using (var reader = ResultsReader.Open(_sweep.Paths(), Shipped.Parameters))
            record = FrameOf(reader.Load(cells[1].Run));
        var headLength = JournalFrame.Header(record)!.Value.HeadLength;
        var bodyStart = JournalFrame.HeaderLength + headLength;
        byte[][] made =
        [
            // A count of losses, rows of a column, and a body that is longer than what it holds.
            Frame([.. record[JournalFrame.HeaderLength..bodyStart], .. Varint(int.MaxValue), .. record[(bodyStart + 1)..]], headLength),
            Frame([.. record[JournalFrame.HeaderLength..bodyStart], .. WithRows(Varint(int.MaxValue))], headLength),
            Frame([.. record[JournalFrame.HeaderLength..], 0], headLength),
        ];
        foreach (var frame in made)
        {
            Directory.Delete(_sweep.Paths().Folder, recursive: true);
            Directory.CreateDirectory(_sweep.Paths().Parts);
            File.WriteAllBytes(_sweep.Paths().Journal("20260101"), [.. JournalFrame.FileMark, .. frame]);
            var events = new Events();
            Assert.Equal(1, _sweep.Status().Damaged);
            Assert.Equal(3, _sweep.Run(cells, events: events).Trained);
            Assert.Contains(events.All.OfType<StorageNoted>(), noted => noted.Message.Contains("is damaged in 1 places (among them " + cells[1].Run, StringComparison.Ordinal));
            Assert.Single(Directory.EnumerateFiles(_sweep.Paths().Damaged));
            Directory.Delete(_sweep.Paths().Damaged, recursive: true);
            Assert.Equal(whole, _sweep.Deterministic());
        }
    }

    [Fact]
    public void Rows_that_another_handler_could_have_made_are_not_taken_for_this_ones()
    {
        var cells = FakeSweep.Cells([0.1], 2);
        _sweep.Run(cells);
        var whole = _sweep.Deterministic();
        RunRecord record;
        using (var reader = ResultsReader.Open(_sweep.Paths(), Shipped.Parameters))
            record = reader.Load(cells[0].Run);
        Directory.Delete(_sweep.Paths().Folder, recursive: true);
        Directory.CreateDirectory(_sweep.Paths().Parts);
        var other = new TableData(new TableSchema([.. TableLayout.HandlerPlace.Columns, new("gradient_norm", ColumnType.Double)]));
        other.Column<int>("step").Append(-5);
        other.Column<int>("layer").Append(int.MinValue);
        other.Column<int>("module_index").Append(-1);
        other.Column<string>("module").Append("Linear.0");
        other.Column<string>("tensor").Append("");
        other.Column<double>("gradient_norm").Append(1);
        using (var journal = Journal.Create(_sweep.Paths().Journal("20260101")))
            journal.Append(record with { Tables = [other] });
        Assert.Equal(1, _sweep.Status().Completed);
        Assert.Equal(2, _sweep.Run(cells).Trained);
        Assert.Equal(whole, _sweep.Deterministic());
    }

    [Fact]
    public void The_journal_that_was_filed_is_damage()
    {
        var content = new JournalScan(Repository.Shared("cases", "23-journal-claims", "rows_huge_t3.journal"), Shipped.Parameters).Read(checkBodies: true, _ => { });
        Assert.InRange(content.DamagedFrames, 1, 6);
    }

    [Fact]
    public void Every_field_of_a_state_at_its_limits_gives_the_undisturbed_run()
    {
        var cell = FakeSweep.Cell(0, 0.1, 1, 12);
        _sweep.Run([cell]);
        var whole = _sweep.Deterministic();
        Directory.Delete(_sweep.Paths().Folder, recursive: true);
        var stop = new CancellationTokenSource();
        _sweep.Options = _sweep.Options with { Workers = 1, SaveStateOnStopAfter = TimeSpan.Zero };
        _sweep.Engine = new FakeEngine { BeforeStep = (_, step) => { if (step == 6) stop.Cancel(); } };
        _sweep.Run([cell], stop: stop.Token);
        var path = _sweep.Paths().State(cell.Run);
        var state = File.ReadAllBytes(path);
        const int Header = 12;
        _sweep.Engine = new FakeEngine();
        var notLoaded = 0;
        for (var at = Header; at < state.Length; at++)
        {
            foreach (var extreme in s_extremes.Where((_, i) => (i + at) % 4 == 0))
            {
                byte[] content = [.. state[Header..at], .. extreme, .. state[(at + 1)..]];
                File.WriteAllBytes(path, [.. state[..8], .. BitConverter.GetBytes(Crc32C.Of(content)), .. content]);
                var tap = new Core.Handlers.HandlerSet(_sweep.Handlers, cell.Settings.Training.Steps);
                using var run = _sweep.Engine.Start(cell.Settings, new Sweeps.Training.TrainingData(27, new(3, new ushort[3], new ushort[1]), new(3, new ushort[3], new ushort[1]), new(3, new ushort[3], new ushort[1])), tap);
                var before = GC.GetAllocatedBytesForCurrentThread();
                notLoaded += new StateFiles(_sweep.Paths(), "s").TryLoad(cell.Run, run, tap) is null ? 1 : 0;
                Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
            }
        }

        Assert.InRange(notLoaded, 100, int.MaxValue);
        // A state that claims more than it has: the run begins anew, with the same bytes.
        byte[] rows = [.. state[Header..^1], .. Varint(int.MaxValue)];
        File.WriteAllBytes(path, [.. state[..8], .. BitConverter.GetBytes(Crc32C.Of(rows)), .. rows]);
        Assert.Equal(1, _sweep.Run([cell]).Trained);
        Assert.Equal(whole, _sweep.Deterministic());
    }

    /// <summary>Whether head and body are a record, or null for one of another program; of another kind of exception the test fails.</summary>
    private static bool? CanBeStored(ReadOnlySpan<byte> content, int headLength)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            var record = RunRecordCodec.Read(RunOutcomeCodec.Read(content[..headLength], Shipped.Parameters), content[headLength..]);
            var rows = new TableData(RunsTable.SchemaOf(Shipped.Parameters));
            RunsTable.Append(rows, record.Outcome.Cell, record.Outcome.Parameters, record.Outcome);
            return true;
        }
        catch (InvalidDataException)
        {
            return false;
        }
        catch (Core.Files.StorageException)
        {
            return null;
        }
        finally
        {
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
        }
    }

    private static void LookAt(string file, byte[] frame, bool isDamaged)
    {
        File.WriteAllBytes(file, [.. JournalFrame.FileMark, .. frame]);
        var content = new JournalScan(file, Shipped.Parameters).Read(checkBodies: true, _ => { });
        Assert.Equal(isDamaged ? (0, 1) : (1, 0), (content.Frames, content.DamagedFrames));
    }

    private static byte[] FrameOf(RunRecord record)
    {
        var to = new ByteWriter();
        JournalFrame.Write(to, record);
        return to.Written.ToArray();
    }

    private static byte[] Frame(byte[] content, int headLength) =>
        [.. Header(headLength, content.Length - headLength, Crc32C.Of(content.AsSpan(0, headLength)), Crc32C.Of(content.AsSpan(headLength))), .. content];

    private static byte[] Header(int head, int body, uint headChecksum, uint bodyChecksum)
    {
        var header = new byte[JournalFrame.HeaderLength];
        JournalFrame.Magic.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(8), head);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(12), body);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(16), headChecksum);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(20), bodyChecksum);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(24), Crc32C.Of(header.AsSpan(0, 24)));
        return header;
    }

    /// <summary>No losses, and a table of one column of float32 that claims so many rows.</summary>
    private static byte[] WithRows(byte[] rows) => [0, 1, 1, (byte)'x', (byte)ColumnType.Float, 0, .. rows, .. new byte[200]];

    private static byte[] Varint(ulong value)
    {
        var to = new ByteWriter();
        to.VarInt(value);
        return to.Written.ToArray();
    }
}
