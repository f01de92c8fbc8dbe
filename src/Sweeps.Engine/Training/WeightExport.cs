using Sweeps.Engine.Layers;
using Sweeps.Numerics.Lanes;
using Sweeps.Training;

namespace Sweeps.Engine.Training;

/// <summary>A network's tensors without padding: parameters in forward order, then batch norm's running statistics.</summary>
internal static unsafe class WeightExport
{
    public static IReadOnlyList<NamedTensor> Of<V>(Network<float, V> network)
        where V : unmanaged, ILanes<V, float>
    {
        var tensors = new List<NamedTensor>();
        foreach (var parameter in network.Parameters)
            foreach (var part in parameter.Parts)
                tensors.Add(Part(parameter, part));
        foreach (var layer in network.BatchNorms)
        {
            tensors.Add(Statistic(layer.Module!, "running_mean", layer.RunningMean));
            tensors.Add(Statistic(layer.Module!, "running_var", layer.RunningVariance));
        }

        return tensors;
    }

    private static NamedTensor Part(Parameter<float> parameter, ParameterPart part)
    {
        var values = new float[parameter.Rows * part.Columns];
        for (var i = 0; i < values.Length; i++)
            values[i] = Canonical(parameter.Value[parameter.Offset(i / part.Columns, part.Column + (i % part.Columns))]);
        var shape = part.IsMatrix ? new[] { parameter.Rows, part.Columns } : [values.Length];
        return new NamedTensor($"{parameter.Layer}.{part.Name}", shape, values);
    }

    private static NamedTensor Statistic(ModuleInfo module, string name, float* statistic)
    {
        var values = new float[module.Outputs];
        for (var i = 0; i < values.Length; i++)
            values[i] = Canonical(statistic[i]);
        return new NamedTensor($"{module.Name}.{name}", [values.Length], values);
    }

    // The bits of what is not a number depend on the machine that made it.
    private static float Canonical(float value) => float.IsNaN(value) ? float.NaN : value;
}
