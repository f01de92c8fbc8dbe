using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Sweeps.Numerics.Lanes;

/// <summary>Lanes of 128 bits.</summary>
/// <remarks>The methods call nothing of their own: a kernel inlines hundreds of them, and past its budget the compiler leaves calls that spill every register.</remarks>
public readonly struct Lanes128<T>(Vector128<T> value) : ILanes<Lanes128<T>, T>
    where T : unmanaged
{
    private readonly Vector128<T> _value = value;

    /// <inheritdoc/>
    public static int Count => Vector128<T>.Count;

    /// <inheritdoc/>
    public static bool IsSingle
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => typeof(T) == typeof(float);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Of(double constant) => typeof(T) == typeof(float)
        ? new(Vector128.Create((float)constant).As<float, T>())
        : new(Vector128.Create(constant).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Lanes128<T> Load(T* source) => new(Vector128.Load(source));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Store(T* target, Lanes128<T> value) => value._value.Store(target);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Broadcast(T value) => new(Vector128.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> operator +(Lanes128<T> left, Lanes128<T> right) => new(left._value + right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> operator -(Lanes128<T> left, Lanes128<T> right) => new(left._value - right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> operator *(Lanes128<T> left, Lanes128<T> right) => new(left._value * right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> operator /(Lanes128<T> left, Lanes128<T> right) => new(left._value / right._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> operator -(Lanes128<T> value) => new(-value._value);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Fma(Lanes128<T> a, Lanes128<T> b, Lanes128<T> c) => typeof(T) == typeof(float)
        ? new(Vector128.FusedMultiplyAdd(a._value.As<T, float>(), b._value.As<T, float>(), c._value.As<T, float>()).As<float, T>())
        : new(Vector128.FusedMultiplyAdd(a._value.As<T, double>(), b._value.As<T, double>(), c._value.As<T, double>()).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Add(Lanes128<T> left, Lanes128<T> right) => left + right;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Accumulate(Lanes128<T> accumulator, Lanes128<T> factor, Lanes128<T> value) => typeof(T) == typeof(float)
        ? new(Vector128.FusedMultiplyAdd(factor._value.As<T, float>(), value._value.As<T, float>(), accumulator._value.As<T, float>()).As<float, T>())
        : new(Vector128.FusedMultiplyAdd(factor._value.As<T, double>(), value._value.As<T, double>(), accumulator._value.As<T, double>()).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Lanes128<T> LoadMask(T* source) => new(Vector128.GreaterThan(Vector128.Load(source), Vector128<T>.Zero));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Sqrt(Lanes128<T> value) => new(Vector128.Sqrt(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Abs(Lanes128<T> value) => new(Vector128.Abs(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> CopySign(Lanes128<T> magnitude, Lanes128<T> sign) =>
        new(Vector128.ConditionalSelect(Of(-0.0)._value, sign._value, magnitude._value));

    // Of two operands of which one is not a number, x86 gives the second and Arm gives that one: value has to be the second.
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> AtLeast(Lanes128<T> bound, Lanes128<T> value) => new(Vector128.MaxNative(bound._value, value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> AtMost(Lanes128<T> bound, Lanes128<T> value) => new(Vector128.MinNative(bound._value, value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Round(Lanes128<T> value) => typeof(T) == typeof(float) ? From(Vector128.Round(value._value.As<T, float>())) : From(Vector128.Round(value._value.As<T, double>()));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Less(Lanes128<T> left, Lanes128<T> right) => new(Vector128.LessThan(left._value, right._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Select(Lanes128<T> mask, Lanes128<T> one, Lanes128<T> other) =>
        new(Vector128.ConditionalSelect(mask._value, one._value, other._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Scale(Lanes128<T> value, Lanes128<T> k)
    {
        if (typeof(T) == typeof(float))
        {
            var all = Vector128.ConvertToInt32Native(k._value.As<T, float>());
            var half = Vector128.ShiftRightArithmetic(all, 1);
            var bias = Vector128.Create(127);
            return From(value._value.As<T, float>() * Vector128.ShiftLeft(half + bias, 23).AsSingle() * Vector128.ShiftLeft(all - half + bias, 23).AsSingle());
        }
        else
        {
            var all = Vector128.ConvertToInt64Native(k._value.As<T, double>());
            var half = Vector128.ShiftRightArithmetic(all, 1);
            var bias = Vector128.Create(1023L);
            return From(value._value.As<T, double>() * Vector128.ShiftLeft(half + bias, 52).AsDouble() * Vector128.ShiftLeft(all - half + bias, 52).AsDouble());
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Split(Lanes128<T> x, out Lanes128<T> k)
    {
        if (typeof(T) == typeof(float))
        {
            var bits = x._value.As<T, float>().AsInt32();
            var exponent = Vector128.ShiftRightArithmetic(bits - Vector128.Create(LaneBits.LeastMantissaSingle), 23);
            k = From(Vector128.ConvertToSingle(exponent));
            return From((bits - Vector128.ShiftLeft(exponent, 23)).AsSingle());
        }
        else
        {
            var bits = x._value.As<T, double>().AsInt64();
            var exponent = Vector128.ShiftRightArithmetic(bits - Vector128.Create(LaneBits.LeastMantissaDouble), 52);
            k = From(Vector128.ConvertToDouble(exponent));
            return From((bits - Vector128.ShiftLeft(exponent, 52)).AsDouble());
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> PieceStart(Lanes128<T> value) => typeof(T) == typeof(float)
        ? From((value._value.As<T, float>().AsInt32() & Vector128.Create(LaneBits.PieceMaskSingle)).AsSingle())
        : From((value._value.As<T, double>().AsInt64() & Vector128.Create(LaneBits.PieceMaskDouble)).AsDouble());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Lanes128<T> Lookup(float* table, Lanes128<T> value)
    {
        var result = value._value;
        for (var i = 0; i < Count; i++)
            result = Vector128.WithElement(result, i, LaneBits.Lookup(table, Vector128.GetElement(value._value, i)));
        return new(result);
    }

    /// <inheritdoc/>
    public static Lanes128<T> Map(Lanes128<T> value, Func<double, double> function)
    {
        var result = value._value;
        for (var i = 0; i < Count; i++)
            result = Vector128.WithElement(result, i, LaneBits.Apply(Vector128.GetElement(value._value, i), function));
        return new(result);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes128<T> From(Vector128<float> value) => new(value.As<float, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes128<T> From(Vector128<double> value) => new(value.As<double, T>());
}
