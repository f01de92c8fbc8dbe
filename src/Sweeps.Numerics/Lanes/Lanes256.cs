using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Sweeps.Numerics.Lanes;

/// <summary>Lanes of 256 bits.</summary>
/// <remarks>The methods call nothing of their own: a kernel inlines hundreds of them, and past its budget the compiler leaves calls that spill every register.</remarks>
public readonly struct Lanes256<T>(Vector256<T> value) : ILanes<Lanes256<T>, T>
    where T : unmanaged
{
    private readonly Vector256<T> _value = value;

    /// <inheritdoc/>
    public static int Count => Vector256<T>.Count;

    /// <inheritdoc/>
    public static bool IsSingle
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => typeof(T) == typeof(float);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Of(double constant) => typeof(T) == typeof(float)
        ? new(Vector256.Create((float)constant).As<float, T>())
        : new(Vector256.Create(constant).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Lanes256<T> Load(T* source) => new(Vector256.Load(source));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Store(T* target, Lanes256<T> value) => value._value.Store(target);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Broadcast(T value) => new(Vector256.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> operator +(Lanes256<T> left, Lanes256<T> right) => new(left._value + right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> operator -(Lanes256<T> left, Lanes256<T> right) => new(left._value - right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> operator *(Lanes256<T> left, Lanes256<T> right) => new(left._value * right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> operator /(Lanes256<T> left, Lanes256<T> right) => new(left._value / right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> operator -(Lanes256<T> value) => new(-value._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Fma(Lanes256<T> a, Lanes256<T> b, Lanes256<T> c) => typeof(T) == typeof(float)
        ? new(Vector256.FusedMultiplyAdd(a._value.As<T, float>(), b._value.As<T, float>(), c._value.As<T, float>()).As<float, T>())
        : new(Vector256.FusedMultiplyAdd(a._value.As<T, double>(), b._value.As<T, double>(), c._value.As<T, double>()).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Add(Lanes256<T> left, Lanes256<T> right) => left + right;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Accumulate(Lanes256<T> accumulator, Lanes256<T> factor, Lanes256<T> value) => typeof(T) == typeof(float)
        ? new(Vector256.FusedMultiplyAdd(factor._value.As<T, float>(), value._value.As<T, float>(), accumulator._value.As<T, float>()).As<float, T>())
        : new(Vector256.FusedMultiplyAdd(factor._value.As<T, double>(), value._value.As<T, double>(), accumulator._value.As<T, double>()).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Lanes256<T> LoadMask(T* source) => new(Vector256.GreaterThan(Vector256.Load(source), Vector256<T>.Zero));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Sqrt(Lanes256<T> value) => new(Vector256.Sqrt(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Abs(Lanes256<T> value) => new(Vector256.Abs(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> CopySign(Lanes256<T> magnitude, Lanes256<T> sign) =>
        new(Vector256.ConditionalSelect(Of(-0.0)._value, sign._value, magnitude._value));

    // Of two operands of which one is not a number, x86 gives the second and Arm gives that one: value has to be the second.
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> AtLeast(Lanes256<T> bound, Lanes256<T> value) => new(Vector256.MaxNative(bound._value, value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> AtMost(Lanes256<T> bound, Lanes256<T> value) => new(Vector256.MinNative(bound._value, value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Round(Lanes256<T> value) => typeof(T) == typeof(float) ? From(Vector256.Round(value._value.As<T, float>())) : From(Vector256.Round(value._value.As<T, double>()));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Less(Lanes256<T> left, Lanes256<T> right) => new(Vector256.LessThan(left._value, right._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Select(Lanes256<T> mask, Lanes256<T> one, Lanes256<T> other) =>
        new(Vector256.ConditionalSelect(mask._value, one._value, other._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Scale(Lanes256<T> value, Lanes256<T> k)
    {
        if (typeof(T) == typeof(float))
        {
            var all = Vector256.ConvertToInt32Native(k._value.As<T, float>());
            var half = Vector256.ShiftRightArithmetic(all, 1);
            var bias = Vector256.Create(127);
            return From(value._value.As<T, float>() * Vector256.ShiftLeft(half + bias, 23).AsSingle() * Vector256.ShiftLeft(all - half + bias, 23).AsSingle());
        }
        else
        {
            var all = Vector256.ConvertToInt64Native(k._value.As<T, double>());
            var half = Vector256.ShiftRightArithmetic(all, 1);
            var bias = Vector256.Create(1023L);
            return From(value._value.As<T, double>() * Vector256.ShiftLeft(half + bias, 52).AsDouble() * Vector256.ShiftLeft(all - half + bias, 52).AsDouble());
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Split(Lanes256<T> x, out Lanes256<T> k)
    {
        if (typeof(T) == typeof(float))
        {
            var bits = x._value.As<T, float>().AsInt32();
            var exponent = Vector256.ShiftRightArithmetic(bits - Vector256.Create(LaneBits.LeastMantissaSingle), 23);
            k = From(Vector256.ConvertToSingle(exponent));
            return From((bits - Vector256.ShiftLeft(exponent, 23)).AsSingle());
        }
        else
        {
            var bits = x._value.As<T, double>().AsInt64();
            var exponent = Vector256.ShiftRightArithmetic(bits - Vector256.Create(LaneBits.LeastMantissaDouble), 52);
            k = From(Vector256.ConvertToDouble(exponent));
            return From((bits - Vector256.ShiftLeft(exponent, 52)).AsDouble());
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> PieceStart(Lanes256<T> value) => typeof(T) == typeof(float)
        ? From((value._value.As<T, float>().AsInt32() & Vector256.Create(LaneBits.PieceMaskSingle)).AsSingle())
        : From((value._value.As<T, double>().AsInt64() & Vector256.Create(LaneBits.PieceMaskDouble)).AsDouble());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Lanes256<T> Lookup(float* table, Lanes256<T> value)
    {
        if (Avx2.IsSupported && typeof(T) == typeof(float))
        {
            // A permutation reads the last three bits of an index, a blend the sign.
            var bits = value._value.As<T, float>().AsInt32();
            var piece = Vector256.ShiftRightLogical(bits, LaneBits.PieceShiftSingle);
            var upper = Vector256.ShiftLeft(bits, 31 - (LaneBits.PieceShiftSingle + 3)).AsSingle();
            var (first, second) = (Vector256.Load(table), Vector256.Load(table + Vector256<float>.Count));
            return From(Avx.BlendVariable(Avx2.PermuteVar8x32(first, piece), Avx2.PermuteVar8x32(second, piece), upper));
        }

        var result = value._value;
        for (var i = 0; i < Count; i++)
            result = Vector256.WithElement(result, i, LaneBits.Lookup(table, Vector256.GetElement(value._value, i)));
        return new(result);
    }

    /// <inheritdoc/>
    public static Lanes256<T> Map(Lanes256<T> value, Func<double, double> function)
    {
        var result = value._value;
        for (var i = 0; i < Count; i++)
            result = Vector256.WithElement(result, i, LaneBits.Apply(Vector256.GetElement(value._value, i), function));
        return new(result);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes256<T> From(Vector256<float> value) => new(value.As<float, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes256<T> From(Vector256<double> value) => new(value.As<double, T>());
}
