using System.Buffers.Binary;
using System.Numerics;

namespace Sweeps.Parquet.Compression;

/// <summary>
/// Splits bytes into literals and repetitions (LZ77), greedily, by a table of where four bytes were last seen.
/// Integers only and no choice by processor, so the same input gives the same tokens everywhere.
/// </summary>
internal sealed class DeflateTokens
{
    /// <summary>Set in a token that is a repetition; its length less 3 and its distance less 1 stand below.</summary>
    public const uint Repetition = 1u << 31;

    public const int LengthShift = 16;

    private const int MinimumMatch = 4;
    private const int MaximumMatch = 258;
    private const int MaximumDistance = 1 << 15;
    private const int TableBits = 15;
    private const int PatienceBits = 5;
    private readonly int[] _table = new int[1 << TableBits];
    private uint[] _tokens = [];
    private int _tableBits;

    public int Count { get; private set; }

    public ReadOnlySpan<uint> All => _tokens.AsSpan(0, Count);

    /// <summary>Forgets what was seen.</summary>
    /// <param name="inputLength">Of the input to come: a small one takes a small table.</param>
    public void Reset(int inputLength)
    {
        _tableBits = Math.Clamp(32 - BitOperations.LeadingZeroCount((uint)inputLength), 8, TableBits);
        Array.Clear(_table, 0, 1 << _tableBits);
    }

    /// <summary>Splits a block of the input; repetitions may reach back before it.</summary>
    public void Split(ReadOnlySpan<byte> input, int start, int end)
    {
        if (_tokens.Length < end - start)
            _tokens = new uint[end - start];
        Count = 0;
        var position = start;
        var misses = 0;
        var last = end - MinimumMatch;
        while (position <= last)
        {
            var candidate = Remember(input, position);
            if (candidate < 0 || position - candidate > MaximumDistance || Word(input, candidate) != Word(input, position))
            {
                // The longer nothing repeats, the fewer places are looked at.
                var step = Math.Min(1 + (misses++ >> PatienceBits), end - position);
                for (; step > 0; step--)
                    _tokens[Count++] = input[position++];
                continue;
            }

            misses = 0;
            var length = MatchLength(input, candidate, position, Math.Min(end, position + MaximumMatch));
            _tokens[Count++] = Repetition | (uint)(length - 3) << LengthShift | (uint)(position - candidate - 1);
            var next = position + length;
            for (position++; position < next && position <= last; position++)
                Remember(input, position);
            position = next;
        }

        while (position < end)
            _tokens[Count++] = input[position++];
    }

    /// <returns>Where the four bytes at this position may have been before, or -1.</returns>
    private int Remember(ReadOnlySpan<byte> input, int position)
    {
        var slot = (int)((Word(input, position) * 2654435761u) >> (32 - _tableBits));
        var candidate = _table[slot] - 1;
        _table[slot] = position + 1;
        return candidate;
    }

    private static uint Word(ReadOnlySpan<byte> input, int position) => BinaryPrimitives.ReadUInt32LittleEndian(input[position..]);

    private static int MatchLength(ReadOnlySpan<byte> input, int candidate, int position, int end) =>
        input[position..end].CommonPrefixLength(input[candidate..]);
}
