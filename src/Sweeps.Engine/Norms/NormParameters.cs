using System.Numerics;
using Sweeps.Engine.Products;

namespace Sweeps.Engine.Norms;

/// <summary>A normalisation's gain γ, at first 1, and bias β, at first 0. Where these are no parameters, they stay so: multiplying by 1 and adding 0 leaves every number as it is.</summary>
internal sealed unsafe class NormParameters<T>
    where T : unmanaged, INumberBase<T>
{
    /// <param name="options">Say whether they are parameters.</param>
    public NormParameters(ModuleInfo module, Arena<T> arena, OptionValues options)
    {
        Gain = Weight(module, arena);
        Bias = Allocate(module, arena, "bias");
        All = options.Of(NormOptions.Affine) ? [Gain, Bias] : [];
    }

    public Parameter<T> Gain { get; }

    public Parameter<T> Bias { get; }

    public Parameter<T>[] All { get; }

    /// <summary>A gain of 1 for every unit.</summary>
    public static Parameter<T> Weight(ModuleInfo module, Arena<T> arena)
    {
        var gain = Allocate(module, arena, "weight");
        for (var i = 0; i < module.Outputs; i++)
            gain.Value[i] = T.One;
        return gain;
    }

    private static Parameter<T> Allocate(ModuleInfo module, Arena<T> arena, string name)
    {
        var length = Padded.RoundUp(module.Outputs);
        return new Parameter<T>(module.Name, 1, length, isFanInFirst: false, [new(name, 0, module.Outputs, IsMatrix: false)])
        {
            Value = arena.Allocate(length),
            Gradient = arena.Allocate(length),
        };
    }
}
