using System.Numerics;
using Sweeps.Engine.Layers;
using Sweeps.Engine.Products;
using Sweeps.Training;

namespace Sweeps.Engine.Norms;

/// <summary>A normalisation's gain γ, at first 1, and bias β, at first 0.</summary>
internal sealed unsafe class NormParameters<T>
    where T : unmanaged, INumberBase<T>
{
    public NormParameters(ModuleInfo module, Arena<T> arena)
    {
        Gain = Allocate(module, arena, "weight");
        Bias = Allocate(module, arena, "bias");
        for (var i = 0; i < module.Outputs; i++)
            Gain.Value[i] = T.One;
        All = [Gain, Bias];
    }

    public Parameter<T> Gain { get; }

    public Parameter<T> Bias { get; }

    public Parameter<T>[] All { get; }

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
