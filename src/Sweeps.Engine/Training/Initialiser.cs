using System.Numerics;
using Sweeps.Engine.Norms;
using Sweeps.Numerics.Random;
using Sweeps.Training.Running;

namespace Sweeps.Engine.Training;

/// <summary>Draws a network's first weights, always in float32.</summary>
internal sealed class Initialiser(NetworkSettings network, ulong seed)
{
    private readonly TorchGenerator _single = new(seed);
    private readonly FirstWeights _first = new(network, ManagedModels.Catalogue);

    /// <summary>The one generator, after all parameters: with <see cref="InitStream.Single"/> it goes on to draw the batches.</summary>
    public TorchGenerator Stream => _single;

    /// <summary>Draws in forward order, a layer's weight before its bias.</summary>
    public void Fill<T, V>(Network<T, V> filled)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : unmanaged, ILanes<V, T>
    {
        foreach (var module in filled.Modules.Where(m => m.HasWeight))
        {
            var parameter = filled.Layer(module).Parameters[0];
            if (module.Role == ModuleRole.Embedding)
                Embedding(parameter);
            else
                Linear(parameter, module);
        }

        NormCatalogue.Of(network).Initialise(
            filled.Layers.Where(layer => layer.Module?.Role == ModuleRole.Norm), network.NormOptions, seed);
    }

    private static void Store<T>(Parameter<T> parameter, int row, int column, float value)
        where T : unmanaged, INumberBase<T> => parameter.Set(row, column, T.CreateTruncating(value));

    private TorchGenerator Next() => network.Init.Stream == InitStream.Single ? _single : new TorchGenerator(seed);

    private void Embedding<T>(Parameter<T> table)
        where T : unmanaged, INumberBase<T>
    {
        var components = table.Parts[0].Columns;
        var drawn = new float[table.Rows * components];
        Next().Normal(drawn);
        for (var i = 0; i < drawn.Length; i++)
            Store(table, i / components, i % components, drawn[i]);
    }

    private void Linear<T>(Parameter<T> parameter, ModuleInfo module)
        where T : unmanaged, INumberBase<T>
    {
        var generator = Next();
        var weight = _first.Weight(module, generator);
        for (var i = 0; i < weight.Length; i++)
            Store(parameter, i / module.Inputs, i % module.Inputs, weight[i]);
        if (_first.Bias(module, generator) is not { } bias)
            return;
        for (var unit = 0; unit < bias.Length; unit++)
            Store(parameter, unit, module.Inputs, bias[unit]);
    }
}
