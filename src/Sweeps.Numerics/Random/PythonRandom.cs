using System.Numerics;

namespace Sweeps.Numerics.Random;

/// <summary>Python's <c>random</c> module: random.seed(int) and what follows from it.</summary>
public sealed class PythonRandom
{
    private readonly MersenneTwister _source;

    /// <summary>The generator after random.seed(seed).</summary>
    public PythonRandom(ulong seed) =>
        _source = new MersenneTwister(seed > uint.MaxValue ? [(uint)seed, (uint)(seed >> 32)] : [(uint)seed]);

    /// <summary>random.shuffle: Fisher–Yates from the end, each index drawn by rejection from just enough bits.</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var j = Below(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    private int Below(int bound)
    {
        var unwanted = BitOperations.LeadingZeroCount((uint)bound);
        uint value;
        do
            value = _source.Next() >> unwanted;
        while (value >= (uint)bound);
        return (int)value;
    }
}
