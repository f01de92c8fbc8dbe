using Sweeps.Core.Datasets;
using Sweeps.Core.Parameters;
using Sweeps.Training;

namespace Sweeps.Core.Plans;

/// <summary>A cell of a sweep with its settings and its run id.</summary>
/// <param name="Cell">Its number in the grid, from 0, in the order of the definition: the grid's cells, the first axis slowest, then the included ones. Cells that are removed or equal an earlier one leave gaps.</param>
/// <param name="Run">16 hexadecimal digits of a hash over everything that determines the run.</param>
/// <param name="Settings">The settings for the engine.</param>
/// <param name="Parameters">A value for each parameter; null for a parameter without effect.</param>
public sealed record PlannedCell(int Cell, string Run, CellSettings Settings, ParameterValues Parameters)
{
    /// <summary>The data settings; <see cref="SweepPlan.DataOf"/> gives the examples.</summary>
    public DataSettings Data { get; init; } = DataSettings.Default;

    /// <summary>Whether the loss over the whole training split is measured at the end.</summary>
    public bool EvaluateTrain { get; init; }
}
