using Sweeps.Training;

namespace Sweeps.Engine.Layers;

/// <summary>The modules of an architecture in forward order, numbered within their kinds.</summary>
internal static class ModuleList
{
    public static IReadOnlyList<ModuleInfo> Of(NetworkSettings network)
    {
        var modules = new List<ModuleInfo>();
        var width = network.Width;
        if (network.Features == 0)
            Add(ModuleKind.Embedding, network.Symbols, network.InputUnits);
        Add(ModuleKind.Linear, network.InputUnits, width);
        if (network.Residual == ResidualKind.None)
            Plain();
        else
            Blocks();
        return modules;

        void Plain()
        {
            AddNorm(width);
            Add(KindOf(network.Activation), width, width);
            for (var i = 0; i < network.Depth; i++)
            {
                Add(ModuleKind.Linear, width, width);
                AddNorm(width);
                Add(KindOf(network.Activation), width, width);
            }

            Add(ModuleKind.Linear, width, network.Outputs);
            if (network.NormalizeLogits)
                AddNorm(network.Outputs);
        }

        void Blocks()
        {
            for (var i = 0; i <= network.Depth; i++)
            {
                Add(ModuleKind.LayerNorm, width, width);
                Add(ModuleKind.ReLU, width, width);
                Add(ModuleKind.Linear, width, width);
            }

            Add(ModuleKind.LayerNorm, width, width);
            Add(ModuleKind.ReLU, width, width);
            Add(ModuleKind.Linear, width, network.Outputs);
            if (network.NormalizeLogits)
                Add(ModuleKind.LayerNorm, network.Outputs, network.Outputs);
        }

        void AddNorm(int units)
        {
            if (network.Norm != NormKind.None)
                Add(network.Norm == NormKind.Batch ? ModuleKind.BatchNorm : ModuleKind.LayerNorm, units, units);
        }

        void Add(ModuleKind kind, int inputs, int outputs) =>
            modules.Add(new ModuleInfo(modules.Count, kind, modules.Count(m => m.Kind == kind), inputs, outputs));
    }

    private static ModuleKind KindOf(ActivationKind activation) => activation switch
    {
        ActivationKind.Tanh => ModuleKind.Tanh,
        ActivationKind.Relu => ModuleKind.ReLU,
        ActivationKind.Selu => ModuleKind.SELU,
        ActivationKind.Gelu => ModuleKind.GELU,
        _ => throw new ArgumentOutOfRangeException(nameof(activation), activation, "Unknown activation."),
    };
}
