using Sweeps.Numerics.Random;
using Sweeps.Torch.Modules;
using Sweeps.Training;
using Sweeps.Training.Catalogues;
using Sweeps.Training.Running;

namespace Sweeps.Torch.Training;

/// <summary>Draws a network's first weights from the streams that every engine draws them from.</summary>
internal sealed class Initialiser(NetworkSettings settings, ModelCatalogue catalogue, ulong seed)
{
    private readonly TorchGenerator _single = new(seed);
    private readonly FirstWeights _first = new(settings, catalogue);

    /// <summary>What goes on to draw the batches.</summary>
    public TorchGenerator Batches => settings.Init.Stream == InitStream.Single ? _single : new TorchGenerator(seed);

    /// <summary>Draws in forward order, a layer's weight before its bias, and the norms after all of them.</summary>
    public void Fill(NamedTensors tensors)
    {
        foreach (var module in tensors.Parameters.Select(parameter => parameter.Module).Distinct().Where(module => module.HasWeight))
        {
            if (module.Role == ModuleRole.Embedding)
                Embedding(tensors, module);
            else
                Linear(tensors, module);
        }

        var norm = new DeclaredOptions(Architecture.NormOf(settings, catalogue), settings.NormOptions);
        if (norm.Has("spread") && norm.Number("spread") is > 0 and var spread)
            Norms(tensors, spread);
    }

    private TorchGenerator Next() => settings.Init.Stream == InitStream.Single ? _single : new TorchGenerator(seed);

    private void Embedding(NamedTensors tensors, ModuleInfo module)
    {
        var drawn = new float[settings.VocabularySize * settings.Embedding];
        Next().Normal(drawn);
        NamedTensors.Set(tensors.Weight(module), drawn);
    }

    private void Linear(NamedTensors tensors, ModuleInfo module)
    {
        var generator = Next();
        NamedTensors.Set(tensors.Weight(module), _first.Weight(module, generator));
        if (_first.Bias(module, generator) is { } bias)
            NamedTensors.Set(tensors.Parameters.First(parameter => parameter.Module == module && parameter.Name is "bias").Parameter, bias);
    }

    // A layer's gains before its biases, in forward order.
    private void Norms(NamedTensors tensors, double spread)
    {
        var generator = new TorchGenerator(seed + 1);
        foreach (var (module, name, parameter) in tensors.Parameters.Where(parameter => parameter.Module.Role == ModuleRole.Norm))
        {
            var drawn = new float[module.Outputs];
            generator.Normal(drawn);
            for (var unit = 0; unit < drawn.Length; unit++)
                drawn[unit] = (drawn[unit] * (float)spread) + (name is "weight" ? 1f : 0f);
            NamedTensors.Set(parameter, drawn);
        }
    }
}
