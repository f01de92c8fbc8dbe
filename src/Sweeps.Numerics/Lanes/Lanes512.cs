using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Sweeps.Numerics.Lanes;

/// <summary>Lanes of 512 bits.</summary>
/// <remarks>The methods call nothing of their own: a kernel inlines hundreds of them, and past its budget the compiler leaves calls that spill every register.</remarks>
public readonly struct Lanes512<T>(Vector512<T> value) : ILanes<Lanes512<T>, T>
    where T : unmanaged
{
    private readonly Vector512<T> _value = value;

    /// <inheritdoc/>
    public static int Count => Vector512<T>.Count;

    /// <inheritdoc/>
    public static bool IsSingle
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => typeof(T) == typeof(float);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Of(double constant) => typeof(T) == typeof(float)
        ? new(Vector512.Create((float)constant).As<float, T>())
        : new(Vector512.Create(constant).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Lanes512<T> Load(T* source) => new(Vector512.Load(source));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Store(T* target, Lanes512<T> value) => value._value.Store(target);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Broadcast(T value) => new(Vector512.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> operator +(Lanes512<T> left, Lanes512<T> right) => new(left._value + right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> operator -(Lanes512<T> left, Lanes512<T> right) => new(left._value - right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> operator *(Lanes512<T> left, Lanes512<T> right) => new(left._value * right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> operator /(Lanes512<T> left, Lanes512<T> right) => new(left._value / right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> operator -(Lanes512<T> value) => new(-value._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Fma(Lanes512<T> a, Lanes512<T> b, Lanes512<T> c) => typeof(T) == typeof(float)
        ? new(Vector512.FusedMultiplyAdd(a._value.As<T, float>(), b._value.As<T, float>(), c._value.As<T, float>()).As<float, T>())
        : new(Vector512.FusedMultiplyAdd(a._value.As<T, double>(), b._value.As<T, double>(), c._value.As<T, double>()).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Add(Lanes512<T> left, Lanes512<T> right) => left + right;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Accumulate(Lanes512<T> accumulator, Lanes512<T> factor, Lanes512<T> value) => typeof(T) == typeof(float)
        ? new(Vector512.FusedMultiplyAdd(factor._value.As<T, float>(), value._value.As<T, float>(), accumulator._value.As<T, float>()).As<float, T>())
        : new(Vector512.FusedMultiplyAdd(factor._value.As<T, double>(), value._value.As<T, double>(), accumulator._value.As<T, double>()).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Lanes512<T> LoadMask(T* source) => new(Vector512.GreaterThan(Vector512.Load(source), Vector512<T>.Zero));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Sqrt(Lanes512<T> value) => new(Vector512.Sqrt(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Abs(Lanes512<T> value) => new(Vector512.Abs(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> CopySign(Lanes512<T> magnitude, Lanes512<T> sign) =>
        new(Vector512.ConditionalSelect(Of(-0.0)._value, sign._value, magnitude._value));

    // Of two operands of which one is not a number, x86 gives the second and Arm gives that one: value has to be the second.
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> AtLeast(Lanes512<T> bound, Lanes512<T> value) => new(Vector512.MaxNative(bound._value, value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> AtMost(Lanes512<T> bound, Lanes512<T> value) => new(Vector512.MinNative(bound._value, value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Round(Lanes512<T> value) => typeof(T) == typeof(float) ? From(Vector512.Round(value._value.As<T, float>())) : From(Vector512.Round(value._value.As<T, double>()));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Less(Lanes512<T> left, Lanes512<T> right) => new(Vector512.LessThan(left._value, right._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Select(Lanes512<T> mask, Lanes512<T> one, Lanes512<T> other) =>
        new(Vector512.ConditionalSelect(mask._value, one._value, other._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Scale(Lanes512<T> value, Lanes512<T> k)
    {
        if (Avx512F.IsSupported)
            return typeof(T) == typeof(float) ? From(Avx512F.Scale(value._value.As<T, float>(), k._value.As<T, float>())) : From(Avx512F.Scale(value._value.As<T, double>(), k._value.As<T, double>()));
        if (typeof(T) == typeof(float))
        {
            var all = Vector512.ConvertToInt32Native(k._value.As<T, float>());
            var half = Vector512.ShiftRightArithmetic(all, 1);
            var bias = Vector512.Create(127);
            return From(value._value.As<T, float>() * Vector512.ShiftLeft(half + bias, 23).AsSingle() * Vector512.ShiftLeft(all - half + bias, 23).AsSingle());
        }
        else
        {
            var all = Vector512.ConvertToInt64Native(k._value.As<T, double>());
            var half = Vector512.ShiftRightArithmetic(all, 1);
            var bias = Vector512.Create(1023L);
            return From(value._value.As<T, double>() * Vector512.ShiftLeft(half + bias, 52).AsDouble() * Vector512.ShiftLeft(all - half + bias, 52).AsDouble());
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Split(Lanes512<T> x, out Lanes512<T> k)
    {
        if (typeof(T) == typeof(float))
        {
            var bits = x._value.As<T, float>().AsInt32();
            var exponent = Vector512.ShiftRightArithmetic(bits - Vector512.Create(LaneBits.LeastMantissaSingle), 23);
            k = From(Vector512.ConvertToSingle(exponent));
            return From((bits - Vector512.ShiftLeft(exponent, 23)).AsSingle());
        }
        else
        {
            var bits = x._value.As<T, double>().AsInt64();
            var exponent = Vector512.ShiftRightArithmetic(bits - Vector512.Create(LaneBits.LeastMantissaDouble), 52);
            k = From(Vector512.ConvertToDouble(exponent));
            return From((bits - Vector512.ShiftLeft(exponent, 52)).AsDouble());
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> PieceStart(Lanes512<T> value) => typeof(T) == typeof(float)
        ? From((value._value.As<T, float>().AsInt32() & Vector512.Create(LaneBits.PieceMaskSingle)).AsSingle())
        : From((value._value.As<T, double>().AsInt64() & Vector512.Create(LaneBits.PieceMaskDouble)).AsDouble());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Lanes512<T> Lookup(float* table, Lanes512<T> value)
    {
        if (Avx512F.IsSupported && typeof(T) == typeof(float))
        {
            var piece = Vector512.ShiftRightLogical(value._value.As<T, float>().AsInt32(), LaneBits.PieceShiftSingle);
            return From(Avx512F.PermuteVar16x32(Vector512.Load(table), piece));
        }

        var result = value._value;
        for (var i = 0; i < Count; i++)
            result = Vector512.WithElement(result, i, LaneBits.Lookup(table, Vector512.GetElement(value._value, i)));
        return new(result);
    }

    /// <inheritdoc/>
    public static Lanes512<T> Map(Lanes512<T> value, Func<double, double> function)
    {
        var result = value._value;
        for (var i = 0; i < Count; i++)
            result = Vector512.WithElement(result, i, LaneBits.Apply(Vector512.GetElement(value._value, i), function));
        return new(result);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes512<T> From(Vector512<float> value) => new(value.As<float, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes512<T> From(Vector512<double> value) => new(value.As<double, T>());
}
