using System.Buffers.Binary;
using Sweeps.Parquet.Buffers;

namespace Sweeps.Parquet.Compression;

/// <summary>
/// Compresses in the Deflate format (RFC 1951), wrapped as gzip (RFC 1952). It exists because the runtime's zlib
/// promises the same output for no two machines or versions, and files must be the same bytes everywhere.
/// </summary>
internal sealed class Deflater
{
    private const int BlockBytes = 1 << 15;
    private const int EndOfBlock = 256;
    private const int LengthSymbols = 286;
    private const int DistanceSymbols = 30;

    private static readonly int[] LengthOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
    private readonly DeflateTokens _tokens = new();
    private readonly HuffmanCode _literals = new(LengthSymbols, 15);
    private readonly HuffmanCode _distances = new(DistanceSymbols, 15);
    private readonly HuffmanCode _lengths = new(19, 7);
    private readonly int[] _literalCounts = new int[LengthSymbols];
    private readonly int[] _distanceCounts = new int[DistanceSymbols];
    private readonly int[] _lengthCounts = new int[19];
    private readonly List<(byte Symbol, byte Extra)> _description = [];

    /// <summary>Appends the input as one gzip member, without name and time.</summary>
    public void Gzip(ReadOnlySpan<byte> input, GrowingBuffer output)
    {
        output.Append([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF]);
        Deflate(input, output);
        BinaryPrimitives.WriteUInt32LittleEndian(output.Reserve(4), Crc32.Of(input));
        output.Advance(4);
        BinaryPrimitives.WriteInt32LittleEndian(output.Reserve(4), input.Length);
        output.Advance(4);
    }

    private void Deflate(ReadOnlySpan<byte> input, GrowingBuffer output)
    {
        var bits = new BitWriter(output);
        _tokens.Reset(input.Length);
        var start = 0;
        do
        {
            var end = Math.Min(input.Length, start + BlockBytes);
            _tokens.Split(input, start, end);
            Block(input[start..end], end == input.Length, ref bits, output);
            start = end;
        }
        while (start < input.Length);
        bits.Align();
    }

    private void Block(ReadOnlySpan<byte> input, bool isLast, ref BitWriter bits, GrowingBuffer output)
    {
        Count();
        _literals.Build(_literalCounts);
        _distances.Build(_distanceCounts);
        Describe();
        _lengths.Build(_lengthCounts);
        bits.Write(isLast ? 1u : 0u, 1);
        // At most seven bits of padding stand before the two lengths of a stored block.
        if (BlockBits() >= 7 + 32 + (input.Length * 8L))
        {
            bits.Write(0, 2);
            bits.Align();
            BinaryPrimitives.WriteUInt16LittleEndian(output.Reserve(2), (ushort)input.Length);
            output.Advance(2);
            BinaryPrimitives.WriteUInt16LittleEndian(output.Reserve(2), (ushort)~input.Length);
            output.Advance(2);
            output.Append(input);
            return;
        }

        bits.Write(2, 2);
        WriteCodes(ref bits);
        WriteTokens(ref bits);
    }

    private void Count()
    {
        Array.Clear(_literalCounts);
        Array.Clear(_distanceCounts);
        _literalCounts[EndOfBlock] = 1;
        foreach (var token in _tokens.All)
        {
            if (token < DeflateTokens.Repetition)
            {
                _literalCounts[token]++;
                continue;
            }

            _literalCounts[DeflateSymbols.OfLength((token >> DeflateTokens.LengthShift) & 0xFF)]++;
            _distanceCounts[DeflateSymbols.OfDistance(token & 0x7FFF)]++;
        }
    }

    // The lengths of the words of both codes, with runs shortened: what stands before a block.
    private void Describe()
    {
        Span<byte> all = stackalloc byte[LengthSymbols + DistanceSymbols];
        _literals.Lengths.CopyTo(all);
        _distances.Lengths.CopyTo(all[LengthSymbols..]);
        _description.Clear();
        Array.Clear(_lengthCounts);
        for (var i = 0; i < all.Length;)
        {
            var run = all[i..].IndexOfAnyExcept(all[i]);
            run = run < 0 ? all.Length - i : run;
            i += run;
            DescribeRun(all[i - run], run);
        }

        foreach (var (symbol, _) in _description)
            _lengthCounts[symbol]++;
    }

    private void DescribeRun(byte length, int run)
    {
        if (length != 0)
        {
            _description.Add((length, 0));
            run--;
        }

        while (run >= 3)
        {
            var (symbol, least, most) = length != 0 ? ((byte)16, 3, 6) : run <= 10 ? ((byte)17, 3, 10) : ((byte)18, 11, 138);
            var taken = Math.Min(run, most);
            _description.Add((symbol, (byte)(taken - least)));
            run -= taken;
        }

        for (; run > 0; run--)
            _description.Add((length, 0));
    }

    private long BlockBits()
    {
        var bits = 5L + 5 + 4 + (19 * 3);
        for (var symbol = 0; symbol < 19; symbol++)
            bits += (long)_lengthCounts[symbol] * (_lengths.Lengths[symbol] + DescriptionExtraBits(symbol));
        for (var symbol = 0; symbol < LengthSymbols; symbol++)
            bits += (long)_literalCounts[symbol] * (_literals.Lengths[symbol] + DeflateSymbols.LengthExtraBits(symbol));
        for (var symbol = 0; symbol < DistanceSymbols; symbol++)
            bits += (long)_distanceCounts[symbol] * (_distances.Lengths[symbol] + DeflateSymbols.DistanceExtraBits(symbol));
        return bits;
    }

    private static int DescriptionExtraBits(int symbol) => symbol switch { 16 => 2, 17 => 3, 18 => 7, _ => 0 };

    private void WriteCodes(ref BitWriter bits)
    {
        var lengths = LengthOrder.Length;
        while (lengths > 4 && _lengths.Lengths[LengthOrder[lengths - 1]] == 0)
            lengths--;
        bits.Write(LengthSymbols - 257, 5);
        bits.Write(DistanceSymbols - 1, 5);
        bits.Write((uint)lengths - 4, 4);
        for (var i = 0; i < lengths; i++)
            bits.Write(_lengths.Lengths[LengthOrder[i]], 3);
        foreach (var (symbol, extra) in _description)
        {
            bits.Write(_lengths.Words[symbol], _lengths.Lengths[symbol]);
            bits.Write(extra, DescriptionExtraBits(symbol));
        }
    }

    private void WriteTokens(ref BitWriter bits)
    {
        foreach (var token in _tokens.All)
        {
            if (token < DeflateTokens.Repetition)
            {
                bits.Write(_literals.Words[token], _literals.Lengths[token]);
                continue;
            }

            var length = (token >> DeflateTokens.LengthShift) & 0xFF;
            var symbol = DeflateSymbols.OfLength(length);
            bits.Write(_literals.Words[symbol], _literals.Lengths[symbol]);
            bits.Write(DeflateSymbols.LengthExtra(symbol, length), DeflateSymbols.LengthExtraBits(symbol));
            var distance = token & 0x7FFF;
            symbol = DeflateSymbols.OfDistance(distance);
            bits.Write(_distances.Words[symbol], _distances.Lengths[symbol]);
            bits.Write(DeflateSymbols.DistanceExtra(symbol, distance), DeflateSymbols.DistanceExtraBits(symbol));
        }

        bits.Write(_literals.Words[EndOfBlock], _literals.Lengths[EndOfBlock]);
    }
}
