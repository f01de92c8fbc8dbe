using System.Runtime.CompilerServices;
using Sweeps.Numerics.Functions;
using Sweeps.Numerics.Lanes;

namespace Sweeps.Engine.Activations;

/// <summary>λx for x &gt; 0, λα(eˣ − 1) otherwise (Klambauer et al., 2017), with PyTorch's constants and in its order, the kept slope being eˣ.</summary>
/// <remarks>The subtraction cancels near 0, in PyTorch too: the derivative jumps there, and another rounding would train another network.</remarks>
internal readonly struct Selu : IActivation
{
    internal const double Lambda = 1.0507009873554804934193349852946;
    internal const double LambdaAlpha = Lambda * 1.6732632423543772848170429916717;

    public static bool KeepsSlope => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Value<V>(V x, out V slope)
        where V : unmanaged, ILanes<V>
    {
        slope = LaneFunctions.Exp(x);
        return V.Select(V.Less(V.Of(0), x), V.Of(Lambda) * x, V.Of(LambdaAlpha) * (slope - V.Of(1)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Backward<V>(V gradient, V y, V slope)
        where V : unmanaged, ILanes<V> =>
        V.Select(V.Less(V.Of(0), y), gradient * V.Of(Lambda), gradient * V.Of(LambdaAlpha) * slope);
}
