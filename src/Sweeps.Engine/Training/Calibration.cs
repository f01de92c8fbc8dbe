using Sweeps.Engine.Norms;

namespace Sweeps.Engine.Training;

/// <summary>
/// Statistics of a normalisation measured over the whole training set after training (“MLP with backpropagation”): layer by layer, the mean and then the
/// unbiased variance of what flows in, summed in double precision in the order of the examples.
/// </summary>
internal static unsafe class Calibration
{
    public static void Run<V>(Network<float, V> network, ExampleSet train)
        where V : unmanaged, ILanes<V, float>
    {
        foreach (var layer in network.Layers)
        {
            if (layer is not ICalibrated { IsCalibrated: true } calibrated)
                continue;
            var units = layer.Input.Units;
            var mean = new double[units];
            var squares = new double[units];
            ForEachSample(network, layer, train, (unit, value) => mean[unit] += value);
            for (var u = 0; u < units; u++)
                mean[u] /= train.Count;
            ForEachSample(network, layer, train, (unit, value) => squares[unit] += (value - mean[unit]) * (value - mean[unit]));
            for (var u = 0; u < units; u++)
                squares[u] /= train.Count - 1;
            calibrated.SetStatistics(mean, squares);
        }
    }

    private static void ForEachSample<V>(Network<float, V> network, Layer<float> layer, ExampleSet train, Action<int, double> add)
        where V : unmanaged, ILanes<V, float>
    {
        for (var first = 0; first < train.Count; first += network.Batch.Stride)
        {
            var count = Math.Min(network.Batch.Stride, train.Count - first);
            network.Batch.Fill(train, first, count);
            network.ForwardUpTo(layer);
            for (var unit = 0; unit < layer.Input.Units; unit++)
                for (var sample = 0; sample < count; sample++)
                    add(unit, layer.Input.Value[(unit * layer.Input.Stride) + sample]);
        }
    }
}
