using Sweeps.Engine.Losses;
using Sweeps.Numerics.Random;

namespace Sweeps.Engine.Checks;

/// <summary>A network in float64 over the kernels that training uses in float32, with parameters and a batch drawn at random.</summary>
/// <remarks>The widest lanes give the same bits as any others, on every processor.</remarks>
internal sealed unsafe class CheckedNetwork : IDisposable
{
    private readonly Network<double, Lanes512<double>> _network;
    private readonly Layer<double>[] _layers;
    private readonly Layer<double>[] _kinked;
    private readonly double _penalty;

    /// <param name="penalty">Times the mean of the squared weights of each linear layer, added to the loss.</param>
    /// <param name="loss">The name of the loss.</param>
    /// <param name="replace">For tests: puts another layer into a layer's place.</param>
    public CheckedNetwork(NetworkSettings settings, int samples, double penalty, ulong seed, Func<Layer<double>, Layer<double>>? replace = null, string loss = "cross_entropy")
    {
        _penalty = penalty;
        Criterion = LossCatalogue.Of(loss);
        Samples = samples;
        _network = new Network<double, Lanes512<double>>(settings, samples, keepsGradients: true, loss);
        var layers = _network.Backwards.ToArray().Reverse();
        _layers = replace is null ? [.. layers] : [.. layers.Select(replace)];
        _kinked = [.. _layers.Where(layer => layer.Module?.Curve?.Kinks.Count > 0)];
        var generator = new TorchGenerator(seed);
        RandomParameters.Fill(_network, generator);
        if (settings.Features == 0)
            Contexts = Draw(samples * settings.Context, settings.VocabularySize, generator);
        else
            Features = Draw(samples * settings.Features, generator);
        Asked = Criterion.Draw(samples, settings.Outputs, generator);
        var everyExample = Enumerable.Range(0, samples).ToArray();
        ExampleInputs inputs = settings.Features == 0 ? new SymbolInputs(settings.Context, Contexts) : new NumberInputs(settings.Features, Features);
        _network.Batch.Fill(new ExampleSet(inputs, Asked), everyExample);
        foreach (var dropout in _layers.OfType<DropoutLayer<double, Lanes512<double>>>())
            dropout.Draw(generator);
        Parameters = [.. _layers.SelectMany((layer, place) => layer.Parameters.SelectMany(parameter => Tensors(parameter, place)))];
        Activations = [.. ActivationsOf(samples)];
    }

    public NetworkSettings Settings => _network.Settings;

    public IReadOnlyList<ModuleInfo> Modules => _network.Modules;

    /// <summary>Samples × features; empty where the inputs are symbols.</summary>
    public ReadOnlyMemory<float> Features { get; }

    /// <summary>Samples × context symbols; empty where the inputs are numbers.</summary>
    public ReadOnlyMemory<ushort> Contexts { get; }

    public EngineLoss Criterion { get; }

    public int Samples { get; }

    /// <summary>What the loss compares outputs with.</summary>
    public ExampleTargets Asked { get; }

    /// <summary>The same, where those are classes.</summary>
    public ReadOnlyMemory<ushort> Targets => ((ClassTargets)Asked).Classes;

    /// <summary>In forward order, a layer's weight before its bias.</summary>
    public IReadOnlyList<CheckedTensor> Parameters { get; }

    /// <summary>Modules' outputs and the sums of residual blocks in forward order.</summary>
    public IReadOnlyList<CheckedTensor> Activations { get; }

    /// <summary>The loss, computed anew from this layer on; what lies before is left as it is.</summary>
    public double Loss(int firstLayer = 0)
    {
        for (var i = firstLayer; i < _layers.Length; i++)
            _layers[i].Forward(Phase.Train);
        var loss = _network.MeanLoss();
        return _penalty == 0 ? loss : loss + L2Penalty<double, Lanes512<double>>.Value(_network.Parameters, _penalty);
    }

    /// <summary>All gradients of the loss that was computed last.</summary>
    public void Backward()
    {
        foreach (var layer in _layers.Reverse())
            layer.Backward();
        if (_penalty == 0)
            return;
        foreach (var parameter in _network.Parameters)
            L2Penalty<double, Lanes512<double>>.AddGradient(parameter, 0, parameter.Lines, _penalty);
    }

    /// <summary>On which side of each kink the pre-activations stand, as a hash.</summary>
    public ulong Sides()
    {
        var hash = 14695981039346656037UL;
        foreach (var layer in _kinked)
            foreach (var kink in layer.Module!.Curve!.Kinks)
                for (var unit = 0; unit < layer.Input.Units; unit++)
                    for (var sample = 0; sample < Samples; sample++)
                        hash = (hash ^ (layer.Input.Value[(unit * layer.Input.Stride) + sample] > kink ? 1UL : 2UL)) * 1099511628211UL;
        return hash;
    }

    /// <summary>What a dropout multiplies by: samples × units.</summary>
    public Matrix Noise(ModuleInfo dropout)
    {
        var layer = (DropoutLayer<double, Lanes512<double>>)_network.Layer(dropout);
        return new Matrix(Samples, dropout.Outputs, [.. Enumerable.Range(0, Samples * dropout.Outputs).Select(i => layer.Noise(i % dropout.Outputs, i / dropout.Outputs))]);
    }

    public void Dispose() => _network.Dispose();

    private static ushort[] Draw(int count, int bound, TorchGenerator generator) =>
        [.. Enumerable.Range(0, count).Select(_ => (ushort)generator.RandInt(bound))];

    private static float[] Draw(int count, TorchGenerator generator)
    {
        var drawn = new float[count];
        generator.Normal(drawn);
        return drawn;
    }

    private static IEnumerable<CheckedTensor> Tensors(Parameter<double> parameter, int place)
    {
        foreach (var part in parameter.Parts)
        {
            var (rows, columns) = part.IsMatrix ? (parameter.Rows, part.Columns) : (1, parameter.Rows * part.Columns);
            var isColumn = !part.IsMatrix && part.Columns == 1;
            yield return Tensor(
                $"{parameter.Layer}.{part.Name}", rows, columns, parameter, parameter.Offset(0, part.Column),
                parameter.RowStride, isColumn ? parameter.RowStride : parameter.ColumnStride, place);
        }
    }

    private static CheckedTensor Tensor(
        string name, int rows, int columns, Parameter<double> parameter, nint first, nint rowStride, nint columnStride, int place) =>
        new(name, rows, columns, parameter.Value + first, parameter.Gradient + first, rowStride, columnStride, place);

    private IEnumerable<CheckedTensor> ActivationsOf(int samples)
    {
        var sums = 0;
        for (var i = 0; i < _layers.Length; i++)
        {
            var layer = _layers[i];
            if (layer.Module is { } module)
                yield return Tensor(module.Name, layer.Output, samples, i + 1);
            else if (layer.Output != layer.Input && layer is not ScaleLayer<double, Lanes512<double>>)
                yield return Tensor(ElementaryNetwork.SumName(sums++), layer.Output, samples, i + 1);
        }
    }

    private static CheckedTensor Tensor(string name, ActivationBuffer<double> buffer, int samples, int nextLayer) =>
        new(name, samples, buffer.Units, buffer.Value, buffer.Gradient, 1, buffer.Stride, nextLayer);
}
