using Sweeps.Numerics.Lanes;

namespace Sweeps.Engine.Tests.Kernels;

/// <summary>What lanes can do, by the name of the member, on numbers of its domain.</summary>
internal static class LaneOperations
{
    public static IReadOnlyList<string> Names { get; } =
    [
        "op_Addition", "op_Subtraction", "op_Multiply", "op_Division", "op_UnaryNegation", "Fma", "Sqrt", "Abs", "CopySign", "AtLeast",
        "AtMost", "Round", "Less", "Select", "Scale", "Split", "PieceStart", "Lookup", "Map", "Add", "Accumulate", "LoadMask",
    ];

    /// <summary>What all of them run through, and what only states a size.</summary>
    public static IReadOnlyList<string> Common { get; } = ["Load", "Store", "Broadcast", "Of", "get_Count", "get_IsSingle"];

    /// <param name="other">A second result, where there is one.</param>
    public static unsafe V Run<T, V>(string name, V a, V b, V c, out V other)
        where T : unmanaged
        where V : unmanaged, ILanes<V, T>
    {
        other = V.Of(0);
        switch (name)
        {
            case "op_Addition":
                return a + b;
            case "op_Subtraction":
                return a - b;
            case "op_Multiply":
                return a * b;
            case "op_Division":
                return a / b;
            case "op_UnaryNegation":
                return -a;
            case "Fma":
                return V.Fma(a, b, c);
            case "Accumulate":
                return V.Accumulate(a, b, c);
            case "Add":
                return V.Add(a, b);
            case "Sqrt":
                return V.Sqrt(a);
            case "Abs":
                return V.Abs(a);
            case "CopySign":
                return V.CopySign(a, b);
            case "AtLeast":
                return V.AtLeast(V.Of(0.5), a);
            case "AtMost":
                return V.AtMost(V.Of(0.5), a);
            case "Round":
                return V.Round(a);
            case "Less" or "Select":
                return V.Select(V.Less(a, b), b, c);
            case "LoadMask":
                var numbers = stackalloc T[V.Count];
                V.Store(numbers, V.Select(V.Less(a, b), V.Of(1), V.Of(0)));
                return V.Select(V.LoadMask(numbers), b, c);
            case "Scale":
                // A number near 1 and an integral exponent within twice the normal ones.
                var bound = V.Of(V.IsSingle ? 250 : 2000);
                var exponent = V.Round(V.AtMost(bound, V.AtLeast(-bound, V.Of(60) * a)));
                exponent = V.Select(V.Less(exponent, V.Of(3000)), exponent, bound);
                return V.Scale(V.AtMost(V.Of(1 << 20), V.AtLeast(V.Of(1.0 / (1 << 20)), b)), exponent);
            case "Split":
                // A positive normal number.
                var least = V.Of(V.IsSingle ? 1.17549435e-38 : 2.2250738585072014e-308);
                var number = V.AtMost(V.Of(V.IsSingle ? float.MaxValue : double.MaxValue), V.AtLeast(least, V.Abs(a)));
                return V.Split(V.Select(V.Less(number, V.Of(double.PositiveInfinity)), number, least), out other);
            case "PieceStart":
                return V.PieceStart(a);
            case "Lookup":
                var table = stackalloc float[LaneBits.Pieces];
                for (var i = 0; i < LaneBits.Pieces; i++)
                    table[i] = i;
                return V.Lookup(table, a);
            case "Map":
                return V.Map(a, x => x * 0.75);
            default:
                throw new ArgumentOutOfRangeException(nameof(name), name, "Not an operation of lanes.");
        }
    }
}
