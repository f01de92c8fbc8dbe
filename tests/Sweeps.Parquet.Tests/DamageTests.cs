using System.Collections.Concurrent;
using Sweeps.Tests;

namespace Sweeps.Parquet.Tests;

/// <summary>No damage to a file of ours goes unnoticed, and none does more than raise a <see cref="ParquetException"/>.</summary>
[Kind(TestKind.Long)]
public sealed class DamageTests
{
    private static readonly Dictionary<string, string> Metadata = new(StringComparer.Ordinal) { ["sweep"] = "a", ["b"] = "" };

    public static TheoryData<ParquetCompression, int> Files => new()
    {
        { ParquetCompression.None, 30 },
        { ParquetCompression.Gzip, 30 },
        { ParquetCompression.Brotli, 30 },
        { ParquetCompression.Gzip, 0 },
        { ParquetCompression.Gzip, 1 },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_flipped_byte_is_found(ParquetCompression compression, int rows)
    {
        var file = File(compression, rows);
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
    public void Every_truncation_is_found(ParquetCompression compression, int rows)
    {
        var file = File(compression, rows);
        for (var length = 0; length < file.Length; length++)
            Assert.True(IsRefused(file[..length]), $"cut to {length} of {file.Length} bytes");
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_missing_or_additional_byte_is_found(ParquetCompression compression, int rows)
    {
        var file = File(compression, rows);
        for (var position = 0; position < file.Length; position++)
        {
            Assert.True(IsRefused([.. file[..position], .. file[(position + 1)..]]), $"without byte {position} of {file.Length}");
            Assert.True(IsRefused([.. file[..position], 0, .. file[position..]]), $"a zero before byte {position} of {file.Length}");
        }
    }

    [Fact]
    public void Pieces_that_changed_places_are_found()
    {
        var file = File(ParquetCompression.None, 30);
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
            var file = File(ParquetCompression.None, 30);
            file[10] ^= 1;
            System.IO.File.WriteAllBytes(path, file);
            using var reader = ParquetReader.Open(path);
            var message = Assert.Throws<ParquetException>(() => reader.ReadRowGroup(0)).Message;
            Assert.Contains(path, message, StringComparison.Ordinal);
            Assert.Contains("row group 0, column 'Boolean'", message, StringComparison.Ordinal);
            Assert.Equal(message, Assert.Throws<ParquetException>(() => reader.Verify()).Message);

            System.IO.File.WriteAllBytes(path, file[..^1]);
            Assert.Contains(path, Assert.Throws<ParquetException>(() => ParquetReader.Open(path)).Message, StringComparison.Ordinal);
            // The file is closed again.
            System.IO.File.Move(path, path + ".moved");
            System.IO.File.Delete(path + ".moved");
        }
        finally
        {
            System.IO.File.Delete(path);
        }
    }

    private static byte[] File(ParquetCompression compression, int rows)
    {
        var options = new ParquetWriterOptions { Compression = compression, PageRows = 8, RowGroupRows = 20 };
        var file = Tables.Write(Tables.Random(Tables.EveryType, rows, seed: 2), options, Metadata);
        using var reader = ParquetReader.Open(new MemoryStream(file));
        Assert.True(reader.Verify());
        return file;
    }

    private static bool IsRefused(byte[] file)
    {
        try
        {
            Tables.Read(file);
            return false;
        }
        catch (ParquetException)
        {
            return true;
        }
    }
}
