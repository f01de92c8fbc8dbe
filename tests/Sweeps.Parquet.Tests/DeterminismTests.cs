using System.Diagnostics;
using System.Security.Cryptography;
using FsCheck;
using FsCheck.Fluent;
using Sweeps.Tables;
using Sweeps.Tests;

namespace Sweeps.Parquet.Tests;

[Kind(TestKind.Long)]
public sealed class DeterminismTests
{
    private const string Expected = "SWEEPS_TABLE_SHA256";

    [Fact]
    public void The_bytes_do_not_depend_on_how_rows_are_handed_over()
    {
        var options = new TableFileOptions { RowGroupRows = 64 };
        var table = Tables.Random(Tables.EveryType, 300, seed: 5);
        var whole = Tables.Write(table, options);
        Prop.ForAll(Gen.Choose(0, 90).ListOf(12).ToArbitrary(), sizes =>
        {
            using var stream = new MemoryStream();
            using var writer = new ParquetWriter(stream, table.Schema, options);
            var start = 0;
            foreach (var size in sizes)
            {
                var count = Math.Min(size, table.RowCount - start);
                writer.Write(table, start, count);
                start += count;
            }

            writer.Write(table, start, table.RowCount - start);
            writer.Finish();
            return stream.ToArray().AsSpan().SequenceEqual(whole);
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [Kind(TestKind.Process)]
    [MemberData(nameof(InstructionSets.Knobs), MemberType = typeof(InstructionSets))]
    public void The_bytes_are_the_same_whatever_instructions_the_processor_has(string knob, string value)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(DeterminismTests).Assembly.Location, "-method", $"{typeof(DeterminismTests).FullName}.{nameof(The_bytes_are_those_that_another_process_wrote)}"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            Environment = { ["DOTNET_" + knob] = value, [Expected] = Hash() },
        };
        using var process = TestProcess.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, output);
        Assert.Contains("Total: 1, Errors: 0, Failed: 0, Skipped: 0", output, StringComparison.Ordinal);
    }

    /// <summary>Called in processes with other instructions; on its own it compares two writings.</summary>
    [Fact]
    public void The_bytes_are_those_that_another_process_wrote() => Assert.Equal(Environment.GetEnvironmentVariable(Expected) ?? Hash(), Hash());

    [Fact]
    public void Metadata_is_written_in_ordinal_order_of_its_keys()
    {
        var table = Tables.Random(Tables.EveryType, 3, seed: 1);
        var forward = new Dictionary<string, string>(StringComparer.Ordinal) { ["a"] = "1", ["B"] = "2", ["ä"] = "" };
        var backward = new Dictionary<string, string>(StringComparer.Ordinal) { ["ä"] = "", ["B"] = "2", ["a"] = "1" };
        Assert.Equal(Tables.Write(table, null, forward), Tables.Write(table, null, backward));
    }

    [Fact]
    public void A_writer_gives_the_same_bytes_whatever_it_wrote_before()
    {
        var table = Tables.Random(Tables.EveryType, 100, seed: 9);
        var options = new TableFileOptions { RowGroupRows = 100 };
        using var stream = new MemoryStream();
        using var writer = new ParquetWriter(stream, table.Schema, options);
        var ends = new List<long>();
        for (var i = 0; i < 3; i++)
        {
            writer.Write(table);
            ends.Add(stream.Length);
        }

        var bytes = stream.ToArray();
        Assert.Equal(bytes[4..(int)ends[0]], bytes[(int)ends[0]..(int)ends[1]]);
        Assert.Equal(bytes[4..(int)ends[0]], bytes[(int)ends[1]..(int)ends[2]]);
    }

    // Pages of all sizes, of values that compress well and of such that do not.
    private static string Hash()
    {
        var random = Tables.Write(Tables.Random(Tables.EveryType, 40_000, seed: 11), new() { RowGroupRows = 1 << 14 });
        var table = new TableData(new TableSchema([new("cell", ColumnType.Int32), new("run", ColumnType.String), new("loss", ColumnType.Float)]));
        for (var i = 0; i < 200_000; i++)
        {
            table.Column<int>("cell").Append(i / 2000);
            table.Column<string>("run").Append($"{(ulong)(i / 2000) * 0x9E3779B97F4A7C15:x16}");
            table.Column<float>("loss").Append(3.3f / (1 + (i % 2000)));
        }

        return Convert.ToHexStringLower(SHA256.HashData([.. random, .. Tables.Write(table)]));
    }
}
