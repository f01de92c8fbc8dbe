using Sweeps.Engine.Activations;
using Sweeps.Engine.Tests.Kernels.Entries;

namespace Sweeps.Engine.Tests.Kernels.Accuracy;

/// <summary>An activation's value as a function of one number.</summary>
internal readonly struct ValueOf<TActivation> : IFunction
    where TActivation : struct, IActivation
{
    public static string Name => typeof(TActivation).Name;

    static V IFunction.Of<V>(V x) => new TActivation().Value(x, out _);
}

/// <summary>An activation's derivative as a function of one number.</summary>
internal readonly struct SlopeOf<TActivation> : IFunction
    where TActivation : struct, IActivation
{
    public static string Name => typeof(TActivation).Name;

    static V IFunction.Of<V>(V x)
    {
        new TActivation().Value(x, out var slope);
        return slope;
    }
}
