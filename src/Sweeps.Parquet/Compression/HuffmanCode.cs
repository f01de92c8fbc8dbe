namespace Sweeps.Parquet.Compression;

/// <summary>A prefix code with short words for frequent symbols, none longer than a limit.</summary>
internal sealed class HuffmanCode(int symbols, int maximumBits)
{
    private readonly long[] _sorted = new long[symbols];
    private readonly long[] _weights = new long[2 * symbols];
    private readonly int[] _parents = new int[2 * symbols];
    private readonly int[] _lengthCounts = new int[64];

    /// <summary>Bits of each symbol's word; 0 for a symbol that does not occur.</summary>
    public byte[] Lengths { get; } = new byte[symbols];

    /// <summary>Each symbol's word, its first bit lowest.</summary>
    public ushort[] Words { get; } = new ushort[symbols];

    /// <summary>Makes the code for these frequencies; below 2^32 each. Two symbols at least get a word, as some readers insist on it.</summary>
    public void Build(Span<int> frequencies)
    {
        for (var symbol = 0; symbol < 2; symbol++)
            if (frequencies.Length - frequencies.Count(0) < 2 && frequencies[symbol] == 0)
                frequencies[symbol] = 1;
        var used = 0;
        for (var symbol = 0; symbol < symbols; symbol++)
            if (frequencies[symbol] > 0)
                _sorted[used++] = ((long)frequencies[symbol] << 16) | (uint)symbol;
        Array.Sort(_sorted, 0, used);
        CountLengths(used);
        Limit();
        Assign(used);
    }

    /// <summary>Words from lengths as deflate defines them: by length, then by symbol.</summary>
    public void AssignWords()
    {
        Span<int> next = stackalloc int[17];
        Span<int> counts = stackalloc int[17];
        counts.Clear();
        foreach (var length in Lengths)
            counts[length]++;
        counts[0] = 0;
        next[0] = 0;
        for (var bits = 1; bits <= 16; bits++)
            next[bits] = (next[bits - 1] + counts[bits - 1]) << 1;
        for (var symbol = 0; symbol < symbols; symbol++)
            Words[symbol] = Lengths[symbol] == 0 ? (ushort)0 : Reverse(next[Lengths[symbol]]++, Lengths[symbol]);
    }

    // Huffman's construction with two queues: the leaves in order of weight, and the inner nodes, which arise in order of weight.
    private void CountLengths(int used)
    {
        for (var i = 0; i < used; i++)
            _weights[i] = _sorted[i] >> 16;
        var leaf = 0;
        var inner = used;
        for (var node = used; node < (2 * used) - 1; node++)
        {
            _weights[node] = 0;
            for (var child = 0; child < 2; child++)
            {
                var least = leaf < used && (inner == node || _weights[leaf] <= _weights[inner]) ? leaf++ : inner++;
                _weights[node] += _weights[least];
                _parents[least] = node;
            }
        }

        Array.Clear(_lengthCounts);
        var root = (2 * used) - 2;
        // Weights are no longer needed: depths take their place.
        _weights[root] = 0;
        for (var node = root - 1; node >= 0; node--)
        {
            _weights[node] = _weights[_parents[node]] + 1;
            if (node < used)
                _lengthCounts[Math.Min(_weights[node], _lengthCounts.Length - 1)]++;
        }
    }

    // Words that are too long are cut, and then as many others lengthened as it takes to tell all apart again.
    private void Limit()
    {
        for (var bits = _lengthCounts.Length - 1; bits > maximumBits; bits--)
        {
            _lengthCounts[maximumBits] += _lengthCounts[bits];
            _lengthCounts[bits] = 0;
        }

        var taken = 0L;
        for (var bits = 1; bits <= maximumBits; bits++)
            taken += (long)_lengthCounts[bits] << (maximumBits - bits);
        for (; taken > 1L << maximumBits; taken--)
        {
            var bits = maximumBits - 1;
            while (_lengthCounts[bits] == 0)
                bits--;
            _lengthCounts[bits]--;
            _lengthCounts[bits + 1] += 2;
            _lengthCounts[maximumBits]--;
        }
    }

    private void Assign(int used)
    {
        Array.Clear(Lengths);
        var bits = maximumBits;
        var left = _lengthCounts[bits];
        for (var i = 0; i < used; i++)
        {
            while (left == 0)
                left = _lengthCounts[--bits];
            Lengths[(int)(_sorted[i] & 0xFFFF)] = (byte)bits;
            left--;
        }

        AssignWords();
    }

    private static ushort Reverse(int word, int bits)
    {
        var reversed = 0;
        for (var i = 0; i < bits; i++)
            reversed |= ((word >> i) & 1) << (bits - 1 - i);
        return (ushort)reversed;
    }
}
