using Sweeps.Core.Datasets;
using Sweeps.Training;

namespace Sweeps.Core.Plans;

/// <summary>A cell of a sweep, resolved and named.</summary>
/// <param name="Cell">Its number in the grid, from 0, in the order of the definition: the grid's cells, the first axis slowest, then the included ones. Cells that are taken out or equal an earlier one leave gaps.</param>
/// <param name="Run">16 hexadecimal digits of a hash over all that determines the run.</param>
/// <param name="Settings">What the engine trains.</param>
/// <param name="Parameters">A value (null where it has no effect) for each of <see cref="ParameterColumns.All"/>.</param>
public sealed record PlannedCell(int Cell, string Run, CellSettings Settings, IReadOnlyList<object?> Parameters)
{
    /// <summary>What it trains on; <see cref="SweepPlan.DataOf"/> gives the examples.</summary>
    public DataSettings Data { get; init; } = DataSettings.Default;

    /// <summary>Whether the loss over the whole training split is measured at the end.</summary>
    public bool EvaluateTrain { get; init; }
}
