using System.Numerics;

namespace Sweeps.Parquet.Compression;

/// <summary>Deflate's symbols for lengths and distances (RFC 1951, 3.2.5): a few leading bits in the symbol, the rest as extra bits.</summary>
internal static class DeflateSymbols
{
    private const int FirstLength = 257;
    private const int LongestLength = 285;

    /// <param name="length">Less 3: 0 to 255.</param>
    public static int OfLength(uint length) =>
        length == 255 ? LongestLength : length < 8 ? FirstLength + (int)length : FirstLength + Leading(length, 2);

    public static int LengthExtraBits(int symbol) => symbol is < FirstLength + 8 or LongestLength ? 0 : ((symbol - FirstLength) >> 2) - 1;

    public static uint LengthExtra(int symbol, uint length) => length & ((1u << LengthExtraBits(symbol)) - 1);

    /// <param name="distance">Less 1: 0 to 32,767.</param>
    public static int OfDistance(uint distance) => distance < 4 ? (int)distance : Leading(distance, 1);

    public static int DistanceExtraBits(int symbol) => symbol < 4 ? 0 : (symbol >> 1) - 1;

    public static uint DistanceExtra(int symbol, uint distance) => distance & ((1u << DistanceExtraBits(symbol)) - 1);

    // The place of the highest bit, and the bits after it.
    private static int Leading(uint value, int bitsAfter)
    {
        var extra = BitOperations.Log2(value) - bitsAfter;
        return (extra << bitsAfter) + (int)(value >> extra);
    }
}
