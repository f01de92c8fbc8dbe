using Sweeps.Training.Running;

namespace Sweeps.Engine.Training;

/// <summary>What runs are expected to cost.</summary>
internal static class RunDescriptions
{
    private const double SecondsPerModule = 0.1e-6;

    private static readonly RunEstimate s_fast = new(operationsPerSecond: 100e9, SecondsPerModule);

    /// <summary>With PyTorch's order of additions, which is slower.</summary>
    private static readonly RunEstimate s_ordered = new(operationsPerSecond: 70e9, SecondsPerModule);

    public static RunDescription Of(CellSettings cell) => (cell.Network.Arithmetic == ArithmeticKind.Fast ? s_fast : s_ordered)
        .Of(cell, ModuleList.Of(cell.Network), ParameterCounts.Of(cell.Network), ManagedModels.Catalogue);
}
