using System.Numerics;
using System.Runtime.CompilerServices;

namespace Sweeps.Numerics.Lanes;

/// <summary>One number: the definition that wider lanes must equal bit for bit.</summary>
/// <remarks>A mask is 1 or 0: what <see cref="Less"/> gives and <see cref="Select"/> takes.</remarks>
public readonly struct Lanes1<T>(T value) : ILanes<Lanes1<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T _value = value;

    /// <inheritdoc/>
    public static int Count => 1;

    /// <inheritdoc/>
    public static bool IsSingle => typeof(T) == typeof(float);

    /// <inheritdoc/>
    public static Lanes1<T> Of(double constant) => new(T.CreateTruncating(constant));

    /// <inheritdoc/>
    public static unsafe Lanes1<T> Load(T* source) => new(*source);

    /// <inheritdoc/>
    public static unsafe void Store(T* target, Lanes1<T> value) => *target = value._value;

    /// <inheritdoc/>
    public static Lanes1<T> Broadcast(T value) => new(value);

    /// <inheritdoc/>
    public static Lanes1<T> operator +(Lanes1<T> left, Lanes1<T> right) => new(left._value + right._value);

    /// <inheritdoc/>
    public static Lanes1<T> operator -(Lanes1<T> left, Lanes1<T> right) => new(left._value - right._value);

    /// <inheritdoc/>
    public static Lanes1<T> operator *(Lanes1<T> left, Lanes1<T> right) => new(left._value * right._value);

    /// <inheritdoc/>
    public static Lanes1<T> operator /(Lanes1<T> left, Lanes1<T> right) => new(left._value / right._value);

    /// <inheritdoc/>
    public static Lanes1<T> operator -(Lanes1<T> value) => new(-value._value);

    /// <inheritdoc/>
    public static Lanes1<T> Fma(Lanes1<T> a, Lanes1<T> b, Lanes1<T> c) => new(T.FusedMultiplyAdd(a._value, b._value, c._value));

    /// <inheritdoc/>
    public static Lanes1<T> Add(Lanes1<T> left, Lanes1<T> right) => left + right;

    /// <inheritdoc/>
    public static Lanes1<T> Accumulate(Lanes1<T> accumulator, Lanes1<T> factor, Lanes1<T> value) => Fma(factor, value, accumulator);

    /// <inheritdoc/>
    public static unsafe Lanes1<T> LoadMask(T* source) => new(*source);

    /// <inheritdoc/>
    public static Lanes1<T> Sqrt(Lanes1<T> value) => new(T.Sqrt(value._value));

    /// <inheritdoc/>
    public static Lanes1<T> Abs(Lanes1<T> value) => new(T.Abs(value._value));

    /// <inheritdoc/>
    public static Lanes1<T> CopySign(Lanes1<T> magnitude, Lanes1<T> sign) => new(T.CopySign(magnitude._value, sign._value));

    /// <inheritdoc/>
    public static Lanes1<T> AtLeast(Lanes1<T> bound, Lanes1<T> value) => value._value < bound._value ? bound : value;

    /// <inheritdoc/>
    public static Lanes1<T> AtMost(Lanes1<T> bound, Lanes1<T> value) => value._value > bound._value ? bound : value;

    /// <inheritdoc/>
    public static Lanes1<T> Round(Lanes1<T> value) => new(T.Round(value._value, MidpointRounding.ToEven));

    /// <inheritdoc/>
    public static Lanes1<T> Less(Lanes1<T> left, Lanes1<T> right) => new(left._value < right._value ? T.One : T.Zero);

    /// <inheritdoc/>
    public static Lanes1<T> Select(Lanes1<T> mask, Lanes1<T> one, Lanes1<T> other) => mask._value == T.One ? one : other;

    /// <inheritdoc/>
    public static Lanes1<T> Scale(Lanes1<T> value, Lanes1<T> k)
    {
        var all = int.CreateSaturating(k._value);
        var half = all >> 1;
        return value * PowerOfTwo(half) * PowerOfTwo(all - half);
    }

    /// <inheritdoc/>
    public static Lanes1<T> Split(Lanes1<T> x, out Lanes1<T> k)
    {
        if (IsSingle)
        {
            var bits = Unsafe.BitCast<T, int>(x._value);
            var exponent = (bits - LaneBits.LeastMantissaSingle) >> 23;
            k = new(T.CreateTruncating(exponent));
            return new(Unsafe.BitCast<int, T>(bits - (exponent << 23)));
        }
        else
        {
            var bits = Unsafe.BitCast<T, long>(x._value);
            var exponent = (bits - LaneBits.LeastMantissaDouble) >> 52;
            k = new(T.CreateTruncating(exponent));
            return new(Unsafe.BitCast<long, T>(bits - (exponent << 52)));
        }
    }

    /// <inheritdoc/>
    public static Lanes1<T> PieceStart(Lanes1<T> value) => new(IsSingle
        ? Unsafe.BitCast<int, T>(Unsafe.BitCast<T, int>(value._value) & LaneBits.PieceMaskSingle)
        : Unsafe.BitCast<long, T>(Unsafe.BitCast<T, long>(value._value) & LaneBits.PieceMaskDouble));

    /// <inheritdoc/>
    public static unsafe Lanes1<T> Lookup(float* table, Lanes1<T> value) => new(LaneBits.Lookup(table, value._value));

    /// <inheritdoc/>
    public static Lanes1<T> Map(Lanes1<T> value, Func<double, double> function) => new(LaneBits.Apply(value._value, function));

    private static Lanes1<T> PowerOfTwo(int k) => new(IsSingle
        ? Unsafe.BitCast<int, T>((k + 127) << 23)
        : Unsafe.BitCast<long, T>((k + 1023L) << 52));
}
