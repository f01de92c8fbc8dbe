using Sweeps.Core.Outcomes;
using Sweeps.Tables;

namespace Sweeps.Core.Journals;

/// <summary>Everything that is stored of a run.</summary>
/// <param name="Losses">One loss per step done.</param>
/// <param name="Tables">A table per handler, in the order of <see cref="RunOutcome.Handlers"/>: step, layer, module_index, module, tensor, own columns.</param>
public sealed record RunRecord(RunOutcome Outcome, ReadOnlyMemory<float> Losses, IReadOnlyList<TableData> Tables);
