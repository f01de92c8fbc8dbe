namespace Sweeps.Parquet.Tests;

public sealed class RoundTripTests
{
    private static readonly ParquetWriterOptions SmallPages = new() { PageRows = 16, RowGroupRows = 40 };

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(39)]
    [InlineData(40)]
    [InlineData(41)]
    [InlineData(200)]
    public void Every_type_comes_back_bit_for_bit(int rows)
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var table = Tables.Random(Tables.EveryType, rows, seed, seed % 5 / 4.0);
            Tables.AssertEqual(table, Tables.Read(Tables.Write(table, SmallPages)));
            Tables.AssertEqual(table, Tables.Read(Tables.Write(table)));
        }
    }
}
