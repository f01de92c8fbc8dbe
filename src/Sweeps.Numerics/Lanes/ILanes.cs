namespace Sweeps.Numerics.Lanes;

/// <summary>
/// Numbers side by side, each treated alike and none seeing its neighbour. Kernels are written once over this interface;
/// with <see cref="Lanes1{T}"/> they are their own scalar definition, with wider lanes they give the same bits faster.
/// </summary>
/// <remarks>Only operations that round exactly once, the same way everywhere, belong here: no estimates, no sums across lanes.</remarks>
public interface ILanes<TSelf> : ISelection<TSelf>
    where TSelf : unmanaged, ILanes<TSelf>
{
    /// <summary>a · b + c, rounded once.</summary>
    static abstract TSelf Fma(TSelf a, TSelf b, TSelf c);

    /// <summary>Whether they are float32 (else float64).</summary>
    static abstract bool IsSingle { get; }

    /// <summary>The constant, rounded to the lanes' type, in each lane.</summary>
    static abstract TSelf Of(double constant);

    /// <summary>The sum, rounded once.</summary>
    static abstract TSelf operator +(TSelf left, TSelf right);

    /// <summary>The difference, rounded once.</summary>
    static abstract TSelf operator -(TSelf left, TSelf right);

    /// <summary>The product, rounded once.</summary>
    static abstract TSelf operator *(TSelf left, TSelf right);

    /// <summary>The quotient, rounded once.</summary>
    static abstract TSelf operator /(TSelf left, TSelf right);

    /// <summary>The number with the other sign; also of 0 and of what is not a number.</summary>
    static abstract TSelf operator -(TSelf value);

    /// <summary>The square root, rounded once; not a number for less than 0.</summary>
    static abstract TSelf Sqrt(TSelf value);

    /// <summary>The number without its sign.</summary>
    static abstract TSelf Abs(TSelf value);

    /// <summary>The magnitude of the one with the sign of the other.</summary>
    static abstract TSelf CopySign(TSelf magnitude, TSelf sign);

    /// <summary>value, or the bound where value is less; what is not a number stays so.</summary>
    /// <param name="bound">A number: of what is not, processors make different things.</param>
    static abstract TSelf AtLeast(TSelf bound, TSelf value);

    /// <summary>value, or the bound where value is greater; what is not a number stays so.</summary>
    /// <param name="bound">A number, as for <see cref="AtLeast"/>.</param>
    static abstract TSelf AtMost(TSelf bound, TSelf value);

    /// <summary>To the nearest integer, ties to even.</summary>
    static abstract TSelf Round(TSelf value);

    /// <summary>A mask of the lanes where left is less than right; false where one is not a number.</summary>
    static abstract TSelf Less(TSelf left, TSelf right);

    /// <summary>value · 2ᵏ for a value between 2⁻²⁰ and 2²⁰ and an integral k within twice the normal exponents; rounded once if the result is denormal.</summary>
    static abstract TSelf Scale(TSelf value, TSelf k);

    /// <summary>For a positive normal x: k and m in [¾, 1½) with x = m · 2ᵏ.</summary>
    static abstract TSelf Split(TSelf x, out TSelf k);

    /// <summary>The number with the first two bits of its fraction alone: where its piece begins, of four to each power of two.</summary>
    static abstract TSelf PieceStart(TSelf value);

    /// <summary>The entry for the number's piece, which the last two bits of its exponent and the first two of its fraction count.</summary>
    /// <param name="table"><see cref="LaneBits.Pieces"/> numbers.</param>
    static abstract unsafe TSelf Lookup(float* table, TSelf value);

    /// <summary>A function of double precision, lane by lane: for what only float64 checks need.</summary>
    static abstract TSelf Map(TSelf value, Func<double, double> function);
}

/// <summary>Lanes of a type that can be loaded and stored.</summary>
public interface ILanes<TSelf, T> : ILanes<TSelf>, IRegister<TSelf, T>
    where TSelf : unmanaged, ILanes<TSelf, T>
    where T : unmanaged
{
}
