using System.Collections.Concurrent;
using Sweeps.Tables;
using Sweeps.Tests;

namespace Sweeps.Parquet.Tests;

/// <summary>No damage to a file of ours goes unnoticed, and none does more than raise a <see cref="TableFileException"/>.</summary>
[Kind(TestKind.Long)]
public sealed class DamageTests
{
    private static readonly Dictionary<string, string> Metadata = new(StringComparer.Ordinal) { ["sweep"] = "a", ["b"] = "" };

    public static TheoryData<int> Files => [0, 1, 30];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_flipped_byte_is_found(int rows)
    {
        var file = File(rows);
        var unnoticed = new ConcurrentBag<string>();
        Parallel.For(0, file.Length, position =>
        {
            foreach (var flip in (byte[])[0x01, 0x10, 0x80, 0xFF, file[position]])
            {
                if (flip == 0)
                    continue;
                var damaged = (byte[])file.Clone();
                damaged[position] ^= flip;
                if (!IsRefused(damaged))
                    unnoticed.Add($"byte {position} of {file.Length} ^ {flip}");
            }
        });
        Assert.Empty(unnoticed);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_truncation_is_found(int rows)
    {
        var file = File(rows);
        for (var length = 0; length < file.Length; length++)
            Assert.True(IsRefused(file[..length]), $"cut to {length} of {file.Length} bytes");
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_missing_or_additional_byte_is_found(int rows)
    {
        var file = File(rows);
        for (var position = 0; position < file.Length; position++)
        {
            Assert.True(IsRefused([.. file[..position], .. file[(position + 1)..]]), $"without byte {position} of {file.Length}");
            Assert.True(IsRefused([.. file[..position], 0, .. file[position..]]), $"a zero before byte {position} of {file.Length}");
        }
    }

    /// <summary>A file of the size that small sweeps have: one flip of each byte, a bit that changes from byte to byte, and every length.</summary>
    [Fact]
    public void All_damage_to_a_file_of_20_KB_is_found()
    {
        var file = File(900, rowGroupRows: 300);
        Assert.InRange(file.Length, 20_000, 80_000);
        var unnoticed = new ConcurrentBag<int>();
        Parallel.For(0, file.Length, position =>
        {
            var damaged = (byte[])file.Clone();
            damaged[position] ^= (byte)(1 << (position % 8));
            if (!IsNoticed(damaged) || !IsNoticed(file[..position]))
                unnoticed.Add(position);
        });
        Assert.Empty(unnoticed);

        // Every value that is read went through this check.
        static bool IsNoticed(byte[] file)
        {
            try
            {
                using var reader = ParquetReader.Open(new MemoryStream(file));
                reader.Verify();
                return false;
            }
            catch (TableFileException)
            {
                return true;
            }
        }
    }

    [Fact]
    public void Damage_to_a_row_group_leaves_the_others()
    {
        var table = Tables.Random(Tables.EveryType, 100, seed: 8);
        var file = Tables.Write(table, new() { RowGroupRows = 20 });
        var refused = 0;
        for (var position = 4; position < file.Length / 2; position += 97)
        {
            var damaged = (byte[])file.Clone();
            damaged[position] ^= 0x40;
            using var reader = ParquetReader.Open(new MemoryStream(damaged));
            var lost = 0;
            for (var group = 0; group < 5; group++)
            {
                var expected = new TableData(table.Schema);
                expected.AppendRange(table, group * 20, 20);
                try
                {
                    Tables.AssertEqual(expected, reader.ReadRowGroup(group));
                }
                catch (TableFileException)
                {
                    lost++;
                }
            }

            Assert.Equal(1, lost);
            refused++;
        }

        Assert.InRange(refused, 20, int.MaxValue);
    }

    [Fact]
    public void Pieces_that_changed_places_are_found()
    {
        var file = File(30);
        var random = new SplitMix(3);
        for (var i = 0; i < 2000; i++)
        {
            var places = Enumerable.Range(0, 4).Select(_ => (int)(random.Next() % (ulong)file.Length)).Order().ToArray();
            var (a, b, c, d) = (places[0], places[1], places[2], places[3]);
            byte[] swapped = [.. file[..a], .. file[c..d], .. file[b..c], .. file[a..b], .. file[d..]];
            if (!swapped.AsSpan().SequenceEqual(file))
                Assert.True(IsRefused(swapped));
        }
    }

    [Fact]
    public void A_message_names_the_file_and_the_place()
    {
        var path = Path.Combine(Path.GetTempPath(), $"sweeps-{Guid.NewGuid():N}.parquet");
        try
        {
            var file = File(30);
            file[10] ^= 1;
            System.IO.File.WriteAllBytes(path, file);
            using var reader = ParquetReader.Open(path);
            var message = Assert.Throws<TableFileException>(() => reader.ReadRowGroup(0)).Message;
            Assert.Contains(path, message, StringComparison.Ordinal);
            Assert.Contains("row group 0, column 'Boolean'", message, StringComparison.Ordinal);
            Assert.Equal(message, Assert.Throws<TableFileException>(() => reader.Verify()).Message);

            System.IO.File.WriteAllBytes(path, file[..^1]);
            Assert.Contains(path, Assert.Throws<TableFileException>(() => ParquetReader.Open(path)).Message, StringComparison.Ordinal);
            // The file is closed again.
            System.IO.File.Move(path, path + ".moved");
            System.IO.File.Delete(path + ".moved");
        }
        finally
        {
            System.IO.File.Delete(path);
        }
    }

    private static byte[] File(int rows, int rowGroupRows = 20)
    {
        var options = new TableFileOptions { RowGroupRows = rowGroupRows };
        var file = Tables.Write(Tables.Random(Tables.EveryType, rows, seed: 2), options, Metadata);
        using var reader = ParquetReader.Open(new MemoryStream(file));
        reader.Verify();
        return file;
    }

    private static bool IsRefused(byte[] file)
    {
        try
        {
            Tables.Read(file);
            return false;
        }
        catch (TableFileException)
        {
            return true;
        }
    }
}
