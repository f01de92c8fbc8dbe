using Sweeps.Training.Catalogues;

namespace Sweeps.Training;

/// <summary>The modules that settings ask for. Their names are those of tables and saved models, whichever engine trains.</summary>
public static class Architecture
{
    /// <summary>The name of the normalisation of residual blocks.</summary>
    public const string BlockNorm = "layer";

    /// <summary>The name of the activation of residual blocks.</summary>
    public const string BlockActivation = "relu";

    /// <summary>The normalisation that a network has: that of its settings, or of residual blocks.</summary>
    /// <exception cref="ArgumentException">The catalogue has none of this name.</exception>
    public static NormDescriptor NormOf(NetworkSettings network, ModelCatalogue catalogue) =>
        catalogue.Norms.Get(network.Residual == ResidualKind.None ? network.Norm : BlockNorm);

    /// <summary>The activation that a network has: that of its settings, or of residual blocks.</summary>
    /// <exception cref="ArgumentException">The catalogue has none of this name.</exception>
    public static ActivationDescriptor ActivationOf(NetworkSettings network, ModelCatalogue catalogue) =>
        catalogue.Activations.Get(network.Residual == ResidualKind.None ? network.Activation : BlockActivation);

    /// <summary>How many modules a residual block has: a norm, an activation, dropout if there is any, and a linear layer.</summary>
    public static int ModulesOfBlock(NetworkSettings network) => network.Dropout > 0 ? 4 : 3;

    /// <summary>The modules in forward order, numbered within their types.</summary>
    /// <exception cref="ArgumentException">The catalogue has no such activation or normalisation.</exception>
    public static IReadOnlyList<ModuleInfo> Modules(NetworkSettings network, ModelCatalogue catalogue)
    {
        var modules = new List<ModuleInfo>();
        var width = network.Width;
        var norm = NormOf(network, catalogue);
        var activation = ActivationOf(network, catalogue);
        var curve = activation.Curve(network.ActivationOptions);
        if (network.Features == 0)
            Add(ModuleInfo.EmbeddingType, ModuleRole.Embedding, network.VocabularySize, network.InputUnits);
        AddLinear(ModuleRole.Hidden, network.InputUnits, width);
        if (network.Residual == ResidualKind.None)
            Plain();
        else
            Blocks();
        if (network.NormalizeLogits)
            AddNorm(network.Outputs);
        return modules;

        void Plain()
        {
            AddNormAndActivation();
            for (var i = 0; i < network.Depth; i++)
            {
                AddLinear(ModuleRole.Hidden, width, width);
                AddNormAndActivation();
            }

            AddLinear(ModuleRole.Logits, width, network.Outputs);
        }

        void Blocks()
        {
            for (var i = 0; i <= network.Depth; i++)
            {
                AddNormAndActivation();
                AddLinear(ModuleRole.Hidden, width, width);
            }

            AddNormAndActivation();
            AddLinear(ModuleRole.Logits, width, network.Outputs);
        }

        void AddNormAndActivation()
        {
            AddNorm(width);
            Add(activation.ModuleType, ModuleRole.Activation, width, width);
            if (network.Dropout > 0)
                Add(ModuleInfo.DropoutType, ModuleRole.Other, width, width);
        }

        void AddNorm(int units)
        {
            if (norm.ModuleType is { } type)
                Add(type, ModuleRole.Norm, units, units);
        }

        void AddLinear(ModuleRole role, int inputs, int outputs) => Add(ModuleInfo.LinearType, role, inputs, outputs);

        void Add(string type, ModuleRole role, int inputs, int outputs)
        {
            var number = modules.Count(module => string.Equals(module.Type, type, StringComparison.Ordinal));
            modules.Add(new ModuleInfo(modules.Count, type, role, number, inputs, outputs) { Curve = role == ModuleRole.Activation ? curve : null });
        }
    }
}
