using Sweeps.Core.Files;
using Sweeps.Core.Journals;
using Sweeps.Core.Outcomes;
using Sweeps.Core.Tables;
using Sweeps.Core.Tests.Running;
using Sweeps.Tables;
using Sweeps.Tests;

namespace Sweeps.Core.Tests.Results;

public sealed class JournalTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void A_record_reads_back_equal()
    {
        var record = Record(7);
        File.Delete(_file);
        using (var journal = Journal.Create(_file))
        {
            journal.Append(Record(1));
            var entry = journal.Append(record);
            journal.Sync();
            using var reader = new JournalReader(_file, Shipped.Parameters);
            AssertEqual(record, reader.Load(entry.Offset));
            Assert.Equal(record.Outcome.Error, reader.LoadOutcome(entry.Offset).Error);
        }

        var found = new List<JournalEntry>();
        var content = new JournalScan(_file, Shipped.Parameters).Read(checkBodies: true, found.Add);
        Assert.Equal((2, 0, 0L), (content.Frames, content.DamagedFrames, content.UnfinishedBytes));
        Assert.Equal(["0000000000000001", "0000000000000007"], found.Select(entry => entry.Outcome.Run));
    }

    [Fact]
    public void Every_flipped_bit_of_a_frame_is_noticed()
    {
        var to = new ByteWriter();
        JournalFrame.Write(to, Record(3));
        byte[] good = [.. JournalFrame.FileMark, .. to.Written];
        for (var at = JournalFrame.FileMark.Length; at < good.Length; at++)
        {
            var bad = good.ToArray();
            bad[at] ^= (byte)(1 << (at % 8));
            File.WriteAllBytes(_file, bad);
            var content = new JournalScan(_file, Shipped.Parameters).Read(checkBodies: true, _ => { });
            Assert.Equal((0, 1), (content.Frames, content.DamagedFrames));
        }
    }

    [Fact]
    public void A_frame_that_becomes_damaged_after_it_was_found_is_no_record()
    {
        File.Delete(_file);
        long offset;
        using (var journal = Journal.Create(_file))
            offset = journal.Append(Record(3)).Offset;
        var good = File.ReadAllBytes(_file);
        foreach (var at in new[] { offset, offset + 9, offset + 30, good.Length - 1 })
        {
            var bad = good.ToArray();
            bad[at] ^= 1;
            File.WriteAllBytes(_file, bad);
            using var reader = new JournalReader(_file, Shipped.Parameters);
            Assert.Throws<InvalidDataException>(() => reader.Load(offset));
        }

        File.WriteAllBytes(_file, good[..^1]);
        using var cut = new JournalReader(_file, Shipped.Parameters);
        Assert.Throws<InvalidDataException>(() => cut.Load(offset));
        Assert.Equal("0000000000000003", cut.LoadOutcome(offset).Run);
        Assert.Throws<InvalidDataException>(() => cut.LoadOutcome(offset + 1));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_journal_that_is_removed_or_replaced_under_way_is_told_and_its_runs_are_written_once_more(bool isReplaced)
    {
        File.Delete(_file);
        using var journal = Journal.Create(_file);
        journal.Append(Record(1));
        journal.Sync();
        File.Delete(_file);
        if (isReplaced)
            File.WriteAllText(_file, "another");
        journal.Append(Record(2));
        var told = Assert.Throws<StorageException>(journal.Sync).Message;
        Assert.Contains("was removed or replaced", told, StringComparison.Ordinal);
        var copy = told.Split('\'')[3];
        var found = new List<string>();
        new JournalScan(copy, Shipped.Parameters).Read(checkBodies: true, entry => found.Add(entry.Outcome.Run));
        File.Delete(copy);
        Assert.Equal(["0000000000000001", "0000000000000002"], found);
    }

    [Fact]
    public void A_journal_is_never_written_over()
    {
        Assert.Throws<StorageException>(() => Journal.Create(_file));
        Assert.Throws<StorageException>(() => new JournalReader(_file + ".gone", Shipped.Parameters));
        Assert.Throws<StorageException>(() => new JournalScan(_file + ".gone", Shipped.Parameters).Read(checkBodies: true, _ => { }));
    }

    [Theory]
    [InlineData("", 0x00000000u)]
    [InlineData("123456789", 0xE3069283u)]
    [InlineData("The quick brown fox jumps over the lazy dog", 0x22620404u)]
    public void The_checksum_is_Castagnolis(string text, uint expected) =>
        // Check values as published: "123456789" in the catalogue of parametrised CRC algorithms (CRC-32/ISCSI), the fox in many test suites.
        Assert.Equal(expected, Crc32C.Of(System.Text.Encoding.ASCII.GetBytes(text)));

    [Fact]
    public void Bytes_that_are_no_record_never_lead_out_of_themselves()
    {
        var to = new ByteWriter();
        JournalFrame.Write(to, Record(3));
        var header = JournalFrame.Header(to.Written)!.Value;
        var head = to.Written.Slice(JournalFrame.HeaderLength, header.HeadLength).ToArray();
        var body = to.Written[(JournalFrame.HeaderLength + header.HeadLength)..].ToArray();
        var outcome = RunOutcomeCodec.Read(head, Shipped.Parameters);
        // The checksums keep such bytes out; a crafted file would get past them.
        for (var at = 0; at < head.Length; at++)
        {
            foreach (var value in new byte[] { 0, 1, 0x7F, 0x80, 0xFF })
            {
                var bad = head.ToArray();
                bad[at] = value;
                Tolerate(() => RunOutcomeCodec.Read(bad, Shipped.Parameters));
            }

            Tolerate(() => RunOutcomeCodec.Read(head.AsSpan(0, at), Shipped.Parameters));
        }

        for (var at = 0; at < body.Length; at++)
        {
            foreach (var value in new byte[] { 0, 1, 0x7F, 0x80, 0xFF })
            {
                var bad = body.ToArray();
                bad[at] = value;
                Tolerate(() => RunRecordCodec.Read(outcome, bad));
            }

            Assert.Throws<InvalidDataException>(() => RunRecordCodec.Read(outcome, body.AsSpan(0, at)));
        }
    }

    [Fact]
    public void Every_not_a_number_is_stored_as_the_same_bits()
    {
        var negative = BitConverter.Int32BitsToSingle(unchecked((int)0xFFC12345));
        var record = Record(1) with { Losses = new[] { 1f, negative } };
        var to = new ByteWriter();
        RunRecordCodec.WriteBody(to, record);
        var losses = RunRecordCodec.Read(record.Outcome, to.Written).Losses.ToArray();
        Assert.Equal(0x7FC00000, BitConverter.SingleToInt32Bits(losses[1]));
        to.Clear();
        to.Double(BitConverter.Int64BitsToDouble(unchecked((long)0xFFF8000000000001)));
        Assert.Equal(0x7FF8000000000000, new ByteReader(to.Written).Int64());
    }

    private static void Tolerate(Action read)
    {
        try
        {
            read();
        }
        catch (Exception e) when (e is InvalidDataException or StorageException)
        {
            // As it should be.
        }
    }

    private static void AssertEqual(RunRecord expected, RunRecord actual)
    {
        Assert.Equal(expected.Outcome with { Parameters = Shipped.NoValues, Handlers = [] }, actual.Outcome with { Parameters = Shipped.NoValues, Handlers = [] });
        Assert.Equal(expected.Outcome.Parameters, actual.Outcome.Parameters);
        Assert.Equal(expected.Outcome.Handlers, actual.Outcome.Handlers);
        Assert.Equal(expected.Losses.ToArray(), actual.Losses.ToArray());
        Assert.Equal(expected.Tables.Count, actual.Tables.Count);
        foreach (var (left, right) in expected.Tables.Zip(actual.Tables))
        {
            Assert.Equal(left.Schema, right.Schema);
            Assert.Equal(left.RowCount, right.RowCount);
            foreach (var (a, b) in left.Columns.Zip(right.Columns))
                Assert.Equal(Enumerable.Range(0, a.Count).Select(a.Boxed), Enumerable.Range(0, b.Count).Select(b.Boxed));
        }
    }

    internal static RunRecord Record(int number)
    {
        var all = new TableData(new TableSchema(
        [
            .. TableLayout.HandlerPlace.Columns, new("many", ColumnType.Int64, Nullable: true), new("flag", ColumnType.Boolean, Nullable: true),
            new("real", ColumnType.Float, Nullable: true), new("exact", ColumnType.Double, Nullable: true), new("text", ColumnType.String, Nullable: true),
        ]));
        for (var i = 0; i < 9; i++)
        {
            all.Column<int>("step").Append(i == 4 ? int.MinValue : i == 5 ? int.MaxValue : i);
            all.Column<long>("many").Append(i == 4 ? long.MinValue : i == 5 ? long.MaxValue : -i);
            all.Column<int>("layer").Append(i / 2);
            all.Column<int>("module_index").Append(i);
            all.Column<string>("module").Append("Linear.0");
            all.Column<string>("tensor").Append("weight");
            if (i == 3)
            {
                foreach (var column in all.Columns.Skip(TableLayout.HandlerPlace.Columns.Count + 1))
                    column.AppendNull();
                continue;
            }

            all.Column<bool>("flag").Append(i % 2 == 0);
            all.Column<float>("real").Append(i == 6 ? float.NegativeInfinity : i / 3f);
            all.Column<double>("exact").Append(i == 6 ? -0.0 : i / 7.0);
            all.Column<string>("text").Append(i % 2 == 0 ? "Linear.0" : $"grüße {i} \u001b");
        }

        var empty = new TableData(TableLayout.HandlerPlace);
        var outcome = new RunOutcome
        {
            Run = RunId.Format((ulong)number),
            Cell = number,
            Parameters = FakeSweep.Cell(number, 0.1, 1, 20).Parameters,
            Status = RunStatus.Failed,
            DivergedAt = 12,
            Error = "an error, “quoted”\n",
            Losses = new(1.5, Math.Log(27), null, 2, -0.25) { Chance = 2.75 },
            LossValid = 2.25,
            ParameterCount = 1L << 40,
            WeightsSha256 = new string('a', 64),
            Handlers = [new("all", "0011"), new("empty", "2233")],
            Timings = new(1.25, null, 0.5, 3, "host", 638_000_000_000_000_000),
        };
        return new RunRecord(outcome, new[] { 1.5f, float.NaN, float.PositiveInfinity, -0f }, [all, empty]);
    }
}
