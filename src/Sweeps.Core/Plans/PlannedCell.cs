using Sweeps.Engine;

namespace Sweeps.Core.Plans;

/// <summary>A cell of a sweep, resolved and named.</summary>
/// <param name="Cell">Its number in the grid, from 0, in the order of the definition.</param>
/// <param name="Run">16 hexadecimal digits of a hash over all that determines the run.</param>
/// <param name="Settings">What the engine trains.</param>
/// <param name="Parameters">A value (null where it has no effect) for each of <see cref="ParameterColumns.All"/>.</param>
public sealed record PlannedCell(int Cell, string Run, CellSettings Settings, IReadOnlyList<object?> Parameters);
