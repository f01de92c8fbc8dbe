using Sweeps.Engine.Kernels.Activations;
using Sweeps.Engine.Tests.Kernels.Entries;

namespace Sweeps.Engine.Tests.Kernels.Accuracy;

/// <summary>An activation's value as a function of one number.</summary>
internal readonly struct ValueOf<TActivation> : IFunction
    where TActivation : IActivation
{
    public static string Name => typeof(TActivation).Name;

    static V IFunction.Of<V>(V x) => TActivation.Value(x, out _);
}

internal readonly struct GeluSlope : IFunction
{
    public static string Name => nameof(GeluSlope);

    static V IFunction.Of<V>(V x)
    {
        Gelu.Value(x, out var slope);
        return slope;
    }
}
