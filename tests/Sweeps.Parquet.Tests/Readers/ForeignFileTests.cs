using System.Text.Json.Nodes;
using Sweeps.Tables;
using Sweeps.Tests;

namespace Sweeps.Parquet.Tests.Readers;

/// <summary>What DuckDB and the Rust implementation write, we read, value for value; and damage to it does no harm.</summary>
[Kind(TestKind.Process)]
public sealed class ForeignFileTests(ForeignFiles files) : IClassFixture<ForeignFiles>
{
    [Fact]
    public void Every_value_of_other_writers_is_read()
    {
        var tables = files.Manifest()["tables"]!.AsObject();
        var checkedFiles = 0;
        foreach (var entry in files.Manifest()["readable"]!.AsArray())
        {
            var file = entry!["file"]!.GetValue<string>();
            var expected = tables[entry["table"]!.GetValue<string>()]!.AsArray();
            var table = Tables.Read(File.ReadAllBytes(file));
            Assert.Equal(expected.Select(column => column!["name"]!.GetValue<string>()), table.Schema.Columns.Select(column => column.Name));
            for (var c = 0; c < expected.Count; c++)
            {
                Assert.Equal(expected[c]!["type"]!.GetValue<string>(), $"{table.Schema.Columns[c].Type}");
                var values = expected[c]!["values"]!.AsArray();
                Assert.Equal(values.Count, table.Columns[c].Count);
                for (var row = 0; row < values.Count; row++)
                    if (!JsonNode.DeepEquals(values[row], Canonical.Value(table.Columns[c], row)))
                        Assert.Fail($"{file}, {table.Schema.Columns[c].Name}, row {row}: {table.Columns[c].Boxed(row)} instead of {values[row]}");
            }

            checkedFiles++;
        }

        Assert.InRange(checkedFiles, 80, int.MaxValue);
    }

    [Fact]
    public void Statistics_of_other_writers_bound_their_values()
    {
        foreach (var entry in files.Manifest()["readable"]!.AsArray())
        {
            using var reader = ParquetReader.Open(entry!["file"]!.GetValue<string>());
            for (var group = 0; group < reader.RowGroupCount; group++)
                foreach (var column in reader.ReadRowGroup(group).Columns)
                    AssertWithin(reader.Statistics(group, column.Schema.Name), column);
        }
    }

    [Fact]
    public void What_is_not_supported_is_refused_by_name()
    {
        foreach (var entry in files.Manifest()["refused"]!.AsArray())
        {
            var file = entry!["file"]!.GetValue<string>();
            var message = Assert.Throws<ParquetException>(() => Tables.Read(File.ReadAllBytes(file))).Message;
            Assert.Contains(entry["names"]!.GetValue<string>(), message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Damage_to_files_without_our_checksums_gives_an_error_or_a_table_and_nothing_else()
    {
        var readable = files.Manifest()["readable"]!.AsArray().Select(entry => entry!["file"]!.GetValue<string>()).ToArray();
        Parallel.For(0, readable.Length, f =>
        {
            var file = File.ReadAllBytes(readable[f]);
            var random = new SplitMix(f);
            for (var i = 0; i < 60; i++)
            {
                var damaged = (byte[])file.Clone();
                // Half of the damage goes where the footer and the last pages are.
                var reach = i % 2 == 0 ? file.Length : Math.Min(file.Length, 4000);
                for (var n = 0; n <= i % 3; n++)
                    damaged[file.Length - 1 - (int)(random.Next() % (ulong)reach)] ^= (byte)(1 + (random.Next() % 255));
                Hostile.Reading.MustEndWell(damaged);
            }
        });
    }

    private static void AssertWithin(ColumnStatistics? statistics, ColumnData column)
    {
        if (statistics is null)
            return;
        var nulls = 0;
        for (var i = 0; i < column.Count; i++)
        {
            nulls += column.IsNull(i) ? 1 : 0;
            if (column.Boxed(i) is not { } value || value is float.NaN or double.NaN)
                continue;
            Assert.True(statistics.Minimum is null || Compare(statistics.Minimum, value) <= 0, $"{value} is below {statistics.Minimum}");
            Assert.True(statistics.Maximum is null || Compare(statistics.Maximum, value) >= 0, $"{value} is above {statistics.Maximum}");
        }

        Assert.True(statistics.NullCount is null || statistics.NullCount == nulls);
    }

    private static int Compare(object bound, object value) => bound is string text
        ? System.Text.Encoding.UTF8.GetBytes(text).AsSpan().SequenceCompareTo(System.Text.Encoding.UTF8.GetBytes((string)value))
        : System.Collections.Comparer.DefaultInvariant.Compare(bound, value);
}
