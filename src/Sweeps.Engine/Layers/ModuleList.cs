using Sweeps.Engine.Activations;
using Sweeps.Engine.Norms;
using Sweeps.Training;

namespace Sweeps.Engine.Layers;

/// <summary>The modules of an architecture in forward order, numbered within their types.</summary>
internal static class ModuleList
{
    public static IReadOnlyList<ModuleInfo> Of(NetworkSettings network)
    {
        var modules = new List<ModuleInfo>();
        var width = network.Width;
        var norm = NormCatalogue.Of(network);
        var activation = ActivationCatalogue.Of(network);
        var curve = activation.Curve(network.ActivationOptions);
        if (network.Features == 0)
            Add(ModuleInfo.EmbeddingType, ModuleRole.Embedding, network.Symbols, network.InputUnits);
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
