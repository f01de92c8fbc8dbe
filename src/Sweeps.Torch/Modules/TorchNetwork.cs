using Sweeps.Training;
using Sweeps.Training.Catalogues;
using Sweeps.Training.Running;
using static TorchSharp.torch;

namespace Sweeps.Torch.Modules;

/// <summary>A module of the tree beside what everybody calls it.</summary>
internal sealed record NamedModule(ModuleInfo Info, nn.Module<Tensor, Tensor> Module);

/// <summary>The network of settings as PyTorch would be asked for it.</summary>
internal sealed class TorchNetwork : nn.Module<Tensor, Tensor>
{
    private readonly NetworkSettings _settings;
    private readonly NoisyDropout[] _dropouts;

    /// <param name="type">The numbers that it is made of: float32 in training.</param>
    public TorchNetwork(NetworkSettings settings, ModelCatalogue catalogue, ScalarType type = ScalarType.Float32)
        : base("Network")
    {
        _settings = settings;
        // What a parameter was made of would wait for its finalizer.
        using var scope = NewDisposeScope();
        var scaling = new NetworkScaling(settings, catalogue);
        var activation = Architecture.ActivationOf(settings, catalogue);
        var norm = Architecture.NormOf(settings, catalogue);
        var (activationOptions, normOptions) = (new DeclaredOptions(activation, settings.ActivationOptions), new DeclaredOptions(norm, settings.NormOptions));
        All = [.. Architecture.Modules(settings, catalogue).Select(info => new NamedModule(info, Create(info)))];
        _dropouts = [.. All.Select(module => module.Module).OfType<NoisyDropout>()];
        foreach (var (info, module) in All)
            register_module($"{info.Type}_{info.Number}", module);
        foreach (var tensor in parameters().Concat(buffers()))
            tensor.DetachFromDisposeScope();

        nn.Module<Tensor, Tensor> Create(ModuleInfo info) => info.Role switch
        {
            ModuleRole.Embedding => new SymbolEmbedding(settings.VocabularySize, settings.Embedding, type),
            ModuleRole.Hidden or ModuleRole.Logits => new DenseLinear(info.Inputs, info.Outputs, settings.Init.Of(info).HasBias, scaling.Forward(info), type),
            ModuleRole.Norm => TorchNorms.All.First(kind => Is(kind.Name, norm)).Create(info.Outputs, normOptions, type),
            ModuleRole.Activation => TorchActivations.All.First(kind => Is(kind.Name, activation)).Create(activationOptions),
            ModuleRole.Other => new NoisyDropout(info.Outputs),
            _ => throw new ArgumentOutOfRangeException(nameof(settings), info.Role, "Unknown role."),
        };
    }

    /// <summary>In forward order.</summary>
    public IReadOnlyList<NamedModule> All { get; }

    /// <summary>Whether something is dropped in training.</summary>
    public bool HasDropout => _dropouts.Length > 0;

    /// <summary>Sets what dropouts multiply by in training, in forward order: samples × units each.</summary>
    public void Use(IReadOnlyList<float[]> noise)
    {
        foreach (var (dropout, values) in _dropouts.Zip(noise))
            dropout.Use(values);
    }

    /// <summary>The outputs of a batch: samples × outputs.</summary>
    /// <param name="input">Samples × symbols, or samples × numbers.</param>
    public override Tensor forward(Tensor input)
    {
        var first = _settings.Features > 0 ? 1 : 2;
        var signal = Through(0, first, input);
        if (_settings.Residual == ResidualKind.None)
            return Through(first, All.Count, signal);
        var length = Architecture.ModulesOfBlock(_settings);
        for (var block = 0; block <= _settings.Depth; block++, first += length)
        {
            var branch = Through(first, first + length, signal);
            signal = _settings.Residual == ResidualKind.PreActivation ? signal.Plus(branch) : branch;
        }

        return Through(first, All.Count, signal);
    }

    private static bool Is(string name, Descriptor descriptor) => string.Equals(name, descriptor.Name, StringComparison.Ordinal);

    private Tensor Through(int first, int end, Tensor signal)
    {
        for (var i = first; i < end; i++)
            signal = All[i].Module.call(signal);
        return signal;
    }
}
