using System.Numerics;
using Sweeps.Engine.Activations;
using Sweeps.Engine.Losses;
using Sweeps.Engine.Norms;
using Sweeps.Engine.Products;
using Sweeps.Training.Running;

namespace Sweeps.Engine.Layers;

/// <summary>A network's layers over buffers of their own.</summary>
internal sealed unsafe class Network<T, V> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where V : unmanaged, ILanes<V, T>
{
    private readonly Arena<T> _arena = new();
    private readonly List<Layer<T>> _layers = [];
    private readonly Layer<T>[] _backwards;
    private readonly bool _keepsGradients;
    private readonly LossLayer<T> _loss;
    private readonly NetworkScaling _scaling;
    private readonly OptimizerDescriptor? _optimizer;

    /// <param name="keepsGradients">
    /// Whether every buffer keeps its gradient to the end of a step, for whoever looks at it. Otherwise an activation and dropout write their input's over their output's:
    /// what fits into the first-level cache decides the speed.
    /// </param>
    /// <param name="loss">The name of the loss that it is trained by.</param>
    /// <param name="optimizer">What changes its parameters; null where nothing does.</param>
    public Network(NetworkSettings settings, int batchSize, bool keepsGradients, string loss, OptimizerDescriptor? optimizer = null)
    {
        Settings = settings;
        _scaling = new NetworkScaling(settings, ManagedModels.Catalogue);
        _optimizer = optimizer;
        _keepsGradients = keepsGradients;
        Modules = ModuleList.Of(settings);
        try
        {
            Batch = new Batch<T>(_arena, settings.Context, batchSize, Modules.Max(m => Math.Max(m.Outputs, m.Role == ModuleRole.Embedding ? 0 : m.Inputs)),
                new AccumulationOrders<T>(settings.Arithmetic, settings.Init.Layout, batchSize, V.Count, settings.HasOwnActivation), settings.Features);
            Logits = AppendAll();
            _loss = LossCatalogue.Of(loss).CreateLayer<T, V>(Logits, Batch, _arena, !settings.HasOwnActivation);
        }
        catch
        {
            _arena.Dispose();
            throw;
        }

        _backwards = [.. Enumerable.Reverse(_layers)];
        Parameters = [.. _layers.SelectMany(layer => layer.Parameters)];
        foreach (var layer in _layers)
            foreach (var parameter in layer.Parameters)
                (parameter.Role, parameter.Rate, parameter.BiasRate) = (layer.Module!.Role, RateOf(layer.Module, parameter.Parts[0].IsMatrix), RateOf(layer.Module, parameter.Parts[^1].IsMatrix));
    }

    public NetworkSettings Settings { get; }

    public IReadOnlyList<ModuleInfo> Modules { get; }

    public Batch<T> Batch { get; }

    public ActivationBuffer<T> Logits { get; }

    public Parameter<T>[] Parameters { get; }

    /// <summary>In forward order.</summary>
    public IReadOnlyList<Layer<T>> Layers => _layers;

    public Layer<T> Layer(ModuleInfo module) => _layers.First(layer => layer.Module == module);

    /// <summary>The logits of the batch.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Forward(Phase phase)
    {
        foreach (var layer in _layers)
            layer.Forward(phase);
    }

    /// <summary>The logits of the batch up to what flows into this layer.</summary>
    public void ForwardUpTo(Layer<T> end)
    {
        foreach (var layer in _layers)
        {
            if (layer == end)
                return;
            layer.Forward(Phase.Evaluate);
        }
    }

    /// <summary>The loss of each sample of the batch, padded with zeros, from the logits; their gradient for the mean loss is left there.</summary>
    public T* Losses() => _loss.Run();

    /// <summary>The mean loss of the batch.</summary>
    public T MeanLoss() => LossSum.Of(Losses(), Batch.Count) / T.CreateTruncating(Batch.Count);

    /// <summary>The layers from the last to the first: running their backward passes in this order gives all gradients.</summary>
    public ReadOnlySpan<Layer<T>> Backwards => _backwards;

    public void Backward()
    {
        foreach (var layer in _backwards)
            layer.Backward();
    }

    public void Dispose() => _arena.Dispose();

    /// <summary>Zeros beside every parameter, for what an optimizer keeps.</summary>
    /// <param name="count">How many times the parameter's numbers.</param>
    public void AddSlots(int count)
    {
        foreach (var parameter in Parameters)
        {
            parameter.Slots = new nint[count];
            for (var slot = 0; slot < count; slot++)
                parameter.Slots[slot] = (nint)_arena.Allocate(parameter.Length);
        }
    }

    /// <returns>The logits.</returns>
    private ActivationBuffer<T> AppendAll()
    {
        var x = NewBuffer(Settings.InputUnits);
        var first = Settings.Features > 0 ? 0 : 1;
        _layers.Add(first == 0 ? new NumberInputLayer<T>(Batch, x, _arena) : new EmbeddingLayer<T, V>(Modules[0], Batch, x, _arena));
        if (Settings.Residual != ResidualKind.None)
            return AppendBlocks(Append(Modules[first], x), first + 1);
        foreach (var module in Modules.Skip(first))
            x = Append(module, x);
        return x;
    }

    private ActivationBuffer<T> AppendBlocks(ActivationBuffer<T> x, int module)
    {
        for (var block = 0; block <= Settings.Depth; block++)
        {
            var blockInput = x;
            if (Settings.Residual == ResidualKind.PreActivationPlain)
            {
                for (var i = 0; i < Architecture.ModulesOfBlock(Settings); i++)
                    x = Append(Modules[module++], x);
                continue;
            }

            var sum = NewBuffer(Settings.Width);
            _layers.Add(new SkipBegin<T, V>(blockInput, sum));
            x = Append(Modules[module++], blockInput);
            for (var i = 2; i < Architecture.ModulesOfBlock(Settings); i++)
                x = Append(Modules[module++], x);
            var branch = new ActivationBuffer<T>(_arena, sum);
            var linear = Modules[module++];
            _layers.Add(NewLinear(linear, Scaled(linear, x), branch));
            _layers.Add(new SkipEnd<T, V>(blockInput, branch, sum));
            x = sum;
        }

        foreach (var last in Modules.Skip(module))
            x = Append(last, x);
        return x;
    }

    private ActivationBuffer<T> Append(ModuleInfo module, ActivationBuffer<T> input)
    {
        var output = !_keepsGradients && (module.Role is ModuleRole.Activation or ModuleRole.Other) ? new ActivationBuffer<T>(_arena, input) : NewBuffer(module.Outputs);
        var site = new LayerSite<T>(module, Batch, input, output, _arena, Settings.Arithmetic);
        _layers.Add(module.Role switch
        {
            ModuleRole.Hidden or ModuleRole.Logits => NewLinear(module, Scaled(module, input), output),
            ModuleRole.Norm => NormCatalogue.Of(Settings).CreateLayer<T, V>(site, Settings.NormOptions),
            ModuleRole.Activation => ActivationCatalogue.Of(Settings).CreateLayer<T, V>(site, Settings.ActivationOptions),
            ModuleRole.Other => new DropoutLayer<T, V>(site, Settings.Dropout),
            _ => throw new ArgumentOutOfRangeException(nameof(module), module.Role, "No layer after the embedding has this role."),
        });
        return output;
    }

    private LinearLayer<T, V> NewLinear(ModuleInfo module, ActivationBuffer<T> input, ActivationBuffer<T> output) => new(
        module, Batch, input, output, Settings.Init.Of(module).HasBias, _arena, RateOf(module, isMatrix: true) != RateOf(module, isMatrix: false));

    private double RateOf(ModuleInfo module, bool isMatrix) => _optimizer is null ? 1 : _scaling.Rate(module, isMatrix, _optimizer);

    // What flows into a linear layer, with the parametrization's factor, if there is one.
    private ActivationBuffer<T> Scaled(ModuleInfo linear, ActivationBuffer<T> input)
    {
        if (_scaling.Forward(linear) is var factor && factor == 1)
            return input;
        var scaled = new ActivationBuffer<T>(_arena, input);
        _layers.Add(new ScaleLayer<T, V>(input, scaled, factor));
        return scaled;
    }

    private ActivationBuffer<T> NewBuffer(int units) => new(_arena, units, Batch.Stride);
}
