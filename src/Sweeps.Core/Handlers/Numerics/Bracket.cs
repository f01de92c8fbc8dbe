namespace Sweeps.Core.Handlers.Numerics;

/// <summary>What is known of the value of a rank: it lies from Low to High.</summary>
/// <param name="rank">From 0.</param>
/// <param name="count">All values.</param>
/// <param name="least">The least of them.</param>
/// <param name="greatest">The greatest of them.</param>
internal struct Bracket(int rank, int count, float least, float greatest)
{
    /// <summary>Few enough values to pick them out and sort them.</summary>
    private const int Small = 16;

    private bool _isPoor;
    private bool _atEnds;

    public readonly int Rank => rank;

    public float Low { get; private set; } = least;

    public float High { get; private set; } = greatest;

    /// <summary>How many values are less than <see cref="Low"/>.</summary>
    public int BelowLow { get; private set; }

    /// <summary>How many values are at most <see cref="High"/>.</summary>
    public int UpToHigh { get; private set; } = count;

    /// <summary>Where to count next, above <see cref="Low"/> and at most <see cref="High"/>.</summary>
    public float LowPivot { get; private set; }

    /// <summary>Not less than <see cref="LowPivot"/> and at most <see cref="High"/>.</summary>
    public float HighPivot { get; private set; }

    public readonly bool IsOneValue => !(Low < High);

    public readonly bool IsSmall => IsOneValue || Inside <= Small;

    /// <summary>Whether the value of the next rank lies inside, too.</summary>
    public readonly bool HasNext => Rank + 1 < UpToHigh;

    private readonly int Inside => UpToHigh - BelowLow;

    /// <summary>Takes pivots and puts them in order and between the ends.</summary>
    public void Propose(float low, float high)
    {
        LowPivot = Math.Clamp(low, MathF.BitIncrement(Low), High);
        HighPivot = Math.Clamp(high, LowPivot, High);
    }

    /// <summary>Chooses pivots inside the bracket.</summary>
    /// <param name="guess">Whether to guess from a uniform distribution rather than to divide the bracket's float32 numbers, which never fails.</param>
    public void Propose(bool guess)
    {
        _atEnds = _isPoor;
        if (_isPoor)
        {
            // Many equal values at an end look like this; counting there settles it at once.
            Propose(Low, High);
            return;
        }

        var width = (double)High - Low;
        if (guess && double.IsFinite(width))
        {
            var (place, spread) = ((Rank - BelowLow + 0.5) / Inside, (Math.Sqrt(Inside) + 1) / Inside);
            Propose((float)(Low + (width * (place - spread))), (float)(Low + (width * (place + spread))));
        }
        else
        {
            var (low, high) = (Key(Low), Key(High));
            Propose(FromKey(low + ((high - low) / 3)), FromKey(high - ((high - low) / 3)));
        }
    }

    /// <summary>Takes in how many values are less than each pivot.</summary>
    public void Split(int belowLowPivot, int belowHighPivot)
    {
        var before = Inside;
        Split(LowPivot, belowLowPivot);
        if (HighPivot > Low && HighPivot <= High)
            Split(HighPivot, belowHighPivot);
        _isPoor = !_atEnds && Inside > before / 2;
    }

    private void Split(float pivot, int below)
    {
        if (below <= Rank)
            (Low, BelowLow) = (pivot, below);
        else
            (High, UpToHigh) = (MathF.BitDecrement(pivot), below);
    }

    /// <summary>Whole numbers in the order of the floats.</summary>
    private static long Key(float value)
    {
        var bits = BitConverter.SingleToInt32Bits(value);
        return bits >= 0 ? bits : int.MinValue - (long)bits;
    }

    private static float FromKey(long key) =>
        BitConverter.Int32BitsToSingle(key >= 0 ? (int)key : (int)(int.MinValue - key));
}
