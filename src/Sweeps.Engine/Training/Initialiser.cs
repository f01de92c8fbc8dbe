using System.Numerics;
using Sweeps.Engine.Initialisations;
using Sweeps.Engine.Norms;
using Sweeps.Numerics.Random;

namespace Sweeps.Engine.Training;

/// <summary>Draws a network's first weights, always in float32.</summary>
internal sealed class Initialiser(InitSettings settings, ulong seed)
{
    private readonly TorchGenerator _single = new(seed);

    /// <summary>The one generator, after all parameters: with <see cref="InitStream.Single"/> it goes on to draw the batches.</summary>
    public TorchGenerator Stream => _single;

    /// <summary>Draws in forward order, a layer's weight before its bias.</summary>
    public void Fill<T, V>(Network<T, V> network)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : unmanaged, ILanes<V, T>
    {
        foreach (var module in network.Modules.Where(m => m.HasWeight))
        {
            var parameter = network.Layer(module).Parameters[0];
            if (module.Role == ModuleRole.Embedding)
                Embedding(parameter);
            else
                Linear(parameter, module, settings.Of(module));
        }

        NormCatalogue.Of(network.Settings).Initialise(
            network.Layers.Where(layer => layer.Module?.Role == ModuleRole.Norm), network.Settings.NormOptions, seed);
    }

    private static void Store<T>(Parameter<T> parameter, int row, int column, float value)
        where T : unmanaged, INumberBase<T> => parameter.Set(row, column, T.CreateTruncating(value));

    private TorchGenerator Next() => settings.Stream == InitStream.Single ? _single : new TorchGenerator(seed);

    private void Embedding<T>(Parameter<T> table)
        where T : unmanaged, INumberBase<T>
    {
        var components = table.Parts[0].Columns;
        var drawn = new float[table.Rows * components];
        Next().Normal(drawn);
        for (var i = 0; i < drawn.Length; i++)
            Store(table, i / components, i % components, drawn[i]);
    }

    private void Linear<T>(Parameter<T> parameter, ModuleInfo module, LayerInit init)
        where T : unmanaged, INumberBase<T>
    {
        var (rows, columns) = settings.Layout == WeightLayout.OutIn ? (module.Outputs, module.Inputs) : (module.Inputs, module.Outputs);
        var drawn = new float[rows * columns];
        var generator = Next();
        // Fan-in is the second dimension of what is drawn, as PyTorch takes it.
        InitialisationCatalogue.All.Get(init.Scheme ?? settings.Scheme).Draw(generator, drawn, fanIn: columns, fanOut: rows, init.Gain ?? settings.Gain, settings.SchemeOptions);
        var scale = (float)init.WeightScale;
        for (var i = 0; i < drawn.Length; i++)
        {
            var (row, column) = Math.DivRem(i, columns);
            if (settings.Layout == WeightLayout.OutIn)
                Store(parameter, row, column, drawn[i] * scale);
            else
                Store(parameter, column, row, drawn[i] * scale);
        }

        if (init.Bias is not (BiasInit.Normal or BiasInit.Discarded or BiasInit.Uniform))
            return;
        var bias = new float[module.Outputs];
        if (init.Bias == BiasInit.Uniform)
            generator.Uniform(bias, -1 / Math.Sqrt(module.Inputs), 1 / Math.Sqrt(module.Inputs));
        else
            generator.Normal(bias);
        if (init.Bias == BiasInit.Discarded)
            return;
        for (var unit = 0; unit < bias.Length; unit++)
            Store(parameter, unit, module.Inputs, bias[unit] * (float)init.BiasScale);
    }
}
