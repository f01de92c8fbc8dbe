using Sweeps.Numerics.Lanes;

namespace Sweeps.Bench;

/// <summary>One number that counts the arithmetic done on it: kernels run over these tell how many operations they are.</summary>
internal readonly unsafe struct CountingLanes : ILanes<CountingLanes, float>
{
    private readonly Lanes1<float> _value;

    private CountingLanes(Lanes1<float> value) => _value = value;

    /// <summary>Operations so far; a fused multiply-add is two.</summary>
    public static long Operations { get; set; }

    public static int Count => 1;

    public static bool IsSingle => true;

    public static CountingLanes operator +(CountingLanes left, CountingLanes right) => One(left._value + right._value);

    public static CountingLanes operator -(CountingLanes left, CountingLanes right) => One(left._value - right._value);

    public static CountingLanes operator *(CountingLanes left, CountingLanes right) => One(left._value * right._value);

    public static CountingLanes operator /(CountingLanes left, CountingLanes right) => One(left._value / right._value);

    public static CountingLanes operator -(CountingLanes value) => new(-value._value);

    public static CountingLanes Fma(CountingLanes a, CountingLanes b, CountingLanes c) => Two(Lanes1<float>.Fma(a._value, b._value, c._value));

    public static CountingLanes Add(CountingLanes left, CountingLanes right) => left + right;

    public static CountingLanes Accumulate(CountingLanes accumulator, CountingLanes factor, CountingLanes value) => Fma(factor, value, accumulator);

    public static CountingLanes Sqrt(CountingLanes value) => One(Lanes1<float>.Sqrt(value._value));

    public static CountingLanes Scale(CountingLanes value, CountingLanes k) => Two(Lanes1<float>.Scale(value._value, k._value));

    public static CountingLanes Of(double constant) => new(Lanes1<float>.Of(constant));

    public static CountingLanes Load(float* source) => new(Lanes1<float>.Load(source));

    public static CountingLanes LoadMask(float* source) => new(Lanes1<float>.LoadMask(source));

    public static void Store(float* target, CountingLanes value) => Lanes1<float>.Store(target, value._value);

    public static CountingLanes Broadcast(float value) => new(Lanes1<float>.Broadcast(value));

    public static CountingLanes Abs(CountingLanes value) => new(Lanes1<float>.Abs(value._value));

    public static CountingLanes CopySign(CountingLanes magnitude, CountingLanes sign) => new(Lanes1<float>.CopySign(magnitude._value, sign._value));

    public static CountingLanes AtLeast(CountingLanes bound, CountingLanes value) => new(Lanes1<float>.AtLeast(bound._value, value._value));

    public static CountingLanes AtMost(CountingLanes bound, CountingLanes value) => new(Lanes1<float>.AtMost(bound._value, value._value));

    public static CountingLanes Round(CountingLanes value) => new(Lanes1<float>.Round(value._value));

    public static CountingLanes Less(CountingLanes left, CountingLanes right) => new(Lanes1<float>.Less(left._value, right._value));

    public static CountingLanes Select(CountingLanes mask, CountingLanes one, CountingLanes other) =>
        new(Lanes1<float>.Select(mask._value, one._value, other._value));

    public static CountingLanes Split(CountingLanes x, out CountingLanes k)
    {
        var mantissa = Lanes1<float>.Split(x._value, out var exponent);
        k = new(exponent);
        return new(mantissa);
    }

    public static CountingLanes PieceStart(CountingLanes value) => new(Lanes1<float>.PieceStart(value._value));

    public static CountingLanes Lookup(float* table, CountingLanes value) => new(Lanes1<float>.Lookup(table, value._value));

    public static CountingLanes Map(CountingLanes value, Func<double, double> function) => new(Lanes1<float>.Map(value._value, function));

    private static CountingLanes One(Lanes1<float> value)
    {
        Operations++;
        return new(value);
    }

    private static CountingLanes Two(Lanes1<float> value)
    {
        Operations += 2;
        return new(value);
    }
}
