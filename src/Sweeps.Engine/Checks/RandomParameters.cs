using Sweeps.Numerics.Random;

namespace Sweeps.Engine.Checks;

/// <summary>
/// Parameters of which none is 0 or 1, since those hide mistakes (“MLP with backpropagation”): standard normal embeddings, weights of variance
/// (5/3)²/fan-in, biases of a tenth, gains of 1 plus a tenth.
/// </summary>
internal static unsafe class RandomParameters
{
    private const double Gain = 5.0 / 3;
    private const double Nudge = 0.1;

    public static void Fill<V>(Network<double, V> network, TorchGenerator generator)
        where V : unmanaged, ILanes<V, double>
    {
        foreach (var module in network.Modules)
        {
            foreach (var parameter in network.Layer(module).Parameters)
            {
                foreach (var part in parameter.Parts)
                {
                    if (!part.IsMatrix)
                        Fill(parameter, part, generator, !module.HasWeight && part.Name is "weight" ? 1 : 0, Nudge);
                    else
                        Fill(parameter, part, generator, 0, part.IsPenalised ? Gain / Math.Sqrt(part.Columns) : 1);
                }
            }
        }
    }

    private static void Fill(Parameter<double> parameter, ParameterPart part, TorchGenerator generator, double mean, double deviation)
    {
        var drawn = new float[parameter.Rows * part.Columns];
        generator.Normal(drawn);
        for (var i = 0; i < drawn.Length; i++)
            parameter.Value[parameter.Offset(i / part.Columns, part.Column + (i % part.Columns))] = mean + (deviation * drawn[i]);
    }
}
