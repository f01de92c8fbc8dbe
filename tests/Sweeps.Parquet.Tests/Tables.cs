using Sweeps.Tables;

namespace Sweeps.Parquet.Tests;

/// <summary>Tables for the tests, and their comparison bit for bit.</summary>
internal static class Tables
{
    /// <summary>A column of each type, with and without nulls.</summary>
    public static TableSchema EveryType { get; } = new(
    [
        .. Enum.GetValues<ColumnType>().Select(type => new ColumnSchema($"{type}", type)),
        .. Enum.GetValues<ColumnType>().Select(type => new ColumnSchema($"{type} or null", type, Nullable: true)),
    ]);

    public static TableData Random(TableSchema schema, int rows, int seed, double nullShare = 0.3)
    {
        var random = new SplitMix(seed);
        var table = new TableData(schema);
        foreach (var column in table.Columns)
            for (var i = 0; i < rows; i++)
                if (column.Schema.Nullable && random.Unit() < nullShare)
                    column.AppendNull();
                else
                    Append(column, random);
        return table;
    }

    public static byte[] Write(TableData table, TableFileOptions? options = null, IReadOnlyDictionary<string, string>? metadata = null)
    {
        using var stream = new MemoryStream();
        using var writer = new ParquetWriter(stream, table.Schema, options);
        writer.Write(table);
        writer.Finish(metadata);
        return stream.ToArray();
    }

    public static TableData Read(byte[] file)
    {
        using var stream = new MemoryStream(file);
        using var reader = ParquetReader.Open(stream);
        var all = new TableData(reader.Schema);
        foreach (var rows in reader.ReadAll())
            all.AppendRange(rows, 0, rows.RowCount);
        return all;
    }

    public static void AssertEqual(TableData expected, TableData actual)
    {
        Assert.Equal(expected.Schema, actual.Schema);
        for (var c = 0; c < expected.Columns.Count; c++)
        {
            Assert.Equal(expected.Columns[c].Count, actual.Columns[c].Count);
            for (var i = 0; i < expected.Columns[c].Count; i++)
                if (!Equals(Bits(expected.Columns[c], i), Bits(actual.Columns[c], i)))
                    Assert.Fail($"{expected.Schema.Columns[c].Name}, row {i}: {Bits(expected.Columns[c], i)} became {Bits(actual.Columns[c], i)}");
        }
    }

    /// <summary>A value such that equal means the same bits.</summary>
    public static object? Bits(ColumnData column, int row) => column.Boxed(row) switch
    {
        float value => BitConverter.SingleToInt32Bits(value),
        double value => BitConverter.DoubleToInt64Bits(value),
        DateTime value => (value.Ticks, value.Kind),
        var other => other,
    };

    private static void Append(ColumnData column, SplitMix random)
    {
        switch (column)
        {
            case ColumnData<bool> typed:
                typed.Append(random.Next() % 3 == 0);
                break;
            case ColumnData<int> typed:
                typed.Append(random.Number(x => (int)x));
                break;
            case ColumnData<long> typed:
                typed.Append(random.Number(x => (long)x));
                break;
            case ColumnData<float> typed:
                typed.Append(random.Number(x => BitConverter.Int32BitsToSingle((int)x)));
                break;
            case ColumnData<double> typed:
                typed.Append(random.Number(x => BitConverter.Int64BitsToDouble((long)x)));
                break;
            case ColumnData<string> typed:
                typed.Append(random.Text());
                break;
            case ColumnData<DateTime> typed:
                typed.Append(random.Time());
                break;
        }
    }
}

/// <summary>A stream of pseudo-random numbers that is the same everywhere (SplitMix64).</summary>
internal sealed class SplitMix(int seed)
{
    private static readonly string[] Pieces = ["", "a", "loss", "é", "漢字", "😀", "\0", "\"", "Linear.3", " "];
    private ulong _state = (ulong)seed;

    public ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        var z = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    public double Unit() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Now any bits, now small ones, now all ones: the edges come often.</summary>
    public T Number<T>(Func<ulong, T> make) => (Next() % 4) switch
    {
        0 => make(Next()),
        1 => make(Next() % 10),
        2 => make(ulong.MaxValue >> (int)(Next() % 64)),
        _ => make(1UL << (int)(Next() % 64)),
    };

    /// <summary>Any microsecond of any year, now and then one of the edges.</summary>
    public DateTime Time() => new((Next() % 8) switch
    {
        0 => DateTime.UnixEpoch.Ticks,
        1 => 0,
        2 => DateTime.MaxValue.Ticks - (DateTime.MaxValue.Ticks % 10),
        _ => (long)(Next() % (ulong)DateTime.MaxValue.Ticks) / 10 * 10,
    }, DateTimeKind.Utc);

    public string Text() => string.Concat(Enumerable.Range(0, (int)(Next() % 4)).Select(_ => Pieces[Next() % (ulong)Pieces.Length]));
}
