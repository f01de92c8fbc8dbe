using System.Runtime.CompilerServices;

namespace Sweeps.Numerics.Random;

/// <summary>MT19937 (Matsumoto and Nishimura, 1998): the source that both PyTorch's CPU generator and Python's <c>random</c> draw from.</summary>
public sealed class MersenneTwister
{
    private const int StateSize = 624;
    private const int ShiftSize = 397;
    private const uint MatrixA = 0x9908b0df;
    private const uint UpperMask = 0x80000000;
    private const uint LowerMask = 0x7fffffff;
    private readonly uint[] _state = new uint[StateSize];
    private int _next = StateSize;

    /// <summary>Seeds from one word, as torch.manual_seed does.</summary>
    public MersenneTwister(uint seed) => Seed(seed);

    /// <summary>Seeds from several words, as Python's random.seed does.</summary>
    public MersenneTwister(ReadOnlySpan<uint> key)
    {
        Initialise(19650218);
        var i = 1;
        var j = 0;
        for (var k = Math.Max(StateSize, key.Length); k > 0; k--)
        {
            _state[i] = (_state[i] ^ ((_state[i - 1] ^ (_state[i - 1] >> 30)) * 1664525)) + key[j] + (uint)j;
            i = Wrap(i + 1);
            j = (j + 1) % key.Length;
        }

        for (var k = StateSize - 1; k > 0; k--)
        {
            _state[i] = (_state[i] ^ ((_state[i - 1] ^ (_state[i - 1] >> 30)) * 1566083941)) - (uint)i;
            i = Wrap(i + 1);
        }

        _state[0] = 0x80000000;
    }

    /// <summary>Begins the stream of this seed.</summary>
    public void Seed(uint seed)
    {
        Initialise(seed);
        _next = StateSize;
    }

    /// <summary>The next 32 random bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint Next()
    {
        if (_next == StateSize)
            Refill();
        return Temper(_state[_next++]);
    }

    /// <summary>Writes the state: 624 words and the place among them, 2,500 bytes.</summary>
    public void Save(BinaryWriter writer)
    {
        foreach (var word in _state)
            writer.Write(word);
        writer.Write(_next);
    }

    /// <exception cref="InvalidDataException">The place in the state is out of range.</exception>
    public void Restore(BinaryReader reader)
    {
        for (var i = 0; i < StateSize; i++)
            _state[i] = reader.ReadUInt32();
        _next = reader.ReadInt32();
        if (_next is < 0 or > StateSize)
            throw new InvalidDataException("The saved random stream is damaged.");
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Initialise(uint seed)
    {
        _state[0] = seed;
        for (var i = 1; i < StateSize; i++)
            _state[i] = (1812433253 * (_state[i - 1] ^ (_state[i - 1] >> 30))) + (uint)i;
    }

    private int Wrap(int i)
    {
        if (i < StateSize)
            return i;
        _state[0] = _state[StateSize - 1];
        return 1;
    }

    private static uint Temper(uint y)
    {
        y ^= y >> 11;
        y ^= (y << 7) & 0x9d2c5680;
        y ^= (y << 15) & 0xefc60000;
        return y ^ (y >> 18);
    }

    private static uint Twist(uint high, uint low, uint shifted)
    {
        var y = (high & UpperMask) | (low & LowerMask);
        return shifted ^ (y >> 1) ^ ((0 - (y & 1)) & MatrixA);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Refill()
    {
        var state = _state;
        for (var i = 0; i < StateSize - ShiftSize; i++)
            state[i] = Twist(state[i], state[i + 1], state[i + ShiftSize]);
        for (var i = StateSize - ShiftSize; i < StateSize - 1; i++)
            state[i] = Twist(state[i], state[i + 1], state[i + ShiftSize - StateSize]);
        state[StateSize - 1] = Twist(state[StateSize - 1], state[0], state[ShiftSize - 1]);
        _next = 0;
    }
}
