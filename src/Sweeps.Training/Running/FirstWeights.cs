using Sweeps.Numerics.Random;
using Sweeps.Training.Catalogues;

namespace Sweeps.Training.Running;

/// <summary>Draws what linear layers begin with. The same for every engine, in float32.</summary>
/// <param name="network">The network.</param>
/// <param name="catalogue">Has its schemes and its parametrization.</param>
public sealed class FirstWeights(NetworkSettings network, ModelCatalogue catalogue)
{
    private readonly NetworkScaling _scaling = new(network, catalogue);

    /// <summary>A layer's weight: a row for each output, row after row.</summary>
    /// <param name="linear">The layer.</param>
    /// <param name="generator">Draws it.</param>
    public float[] Weight(ModuleInfo linear, TorchGenerator generator)
    {
        var init = network.Init.Of(linear);
        var isOutIn = network.Init.Layout == WeightLayout.OutIn;
        var (rows, columns) = isOutIn ? (linear.Outputs, linear.Inputs) : (linear.Inputs, linear.Outputs);
        var drawn = new float[rows * columns];
        Draw(linear, generator, drawn, columns, rows);
        var weight = isOutIn ? drawn : new float[drawn.Length];
        var scale = (float)init.WeightScale;
        for (var i = 0; i < drawn.Length; i++)
        {
            var (row, column) = Math.DivRem(i, columns);
            weight[isOutIn ? i : (column * rows) + row] = drawn[i] * scale;
        }

        return weight;
    }

    /// <summary>A layer's bias, drawn after its weight; null if it begins with zeros or there is none.</summary>
    /// <param name="linear">The layer.</param>
    /// <param name="generator">Draws it.</param>
    public float[]? Bias(ModuleInfo linear, TorchGenerator generator)
    {
        var init = network.Init.Of(linear);
        if (init.Bias is not (BiasInit.Normal or BiasInit.Discarded or BiasInit.Uniform))
            return null;
        var bias = new float[linear.Outputs];
        var bound = 1 / Math.Sqrt(_scaling.BaseInputs(linear));
        if (init.Bias == BiasInit.Uniform)
            generator.Uniform(bias, -bound, bound);
        else
            generator.Normal(bias);
        if (init.Bias == BiasInit.Discarded)
            return null;
        for (var unit = 0; unit < bias.Length; unit++)
            bias[unit] *= (float)init.BiasScale;
        return bias;
    }

    // Fan-in is the second dimension of what is drawn, as PyTorch takes it.
    private void Draw(ModuleInfo linear, TorchGenerator generator, float[] drawn, int fanIn, int fanOut)
    {
        if (_scaling.DrawsStandardNormal)
        {
            generator.Normal(drawn);
            return;
        }

        var (scheme, gain, options) = (catalogue.Initialisations.Get(network.Init.Of(linear).Scheme ?? network.Init.Scheme), _scaling.GainOf(linear), network.Init.SchemeOptions);
        scheme.Draw(generator, drawn, fanIn, fanOut, gain, options);
        var (baseInputs, baseOutputs) = (_scaling.BaseInputs(linear), _scaling.BaseOutputs(linear));
        if ((baseInputs, baseOutputs) == (linear.Inputs, linear.Outputs))
            return;
        var (baseIn, baseOut) = network.Init.Layout == WeightLayout.OutIn ? (baseInputs, baseOutputs) : (baseOutputs, baseInputs);
        var factor = (float)(_scaling.Deviation(linear) * scheme.Deviation(baseIn, baseOut, 1, options) / scheme.Deviation(fanIn, fanOut, 1, options));
        for (var i = 0; i < drawn.Length; i++)
            drawn[i] *= factor;
    }
}
