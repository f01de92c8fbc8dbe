using Sweeps.Core.Outcomes;

namespace Sweeps.Core.Store;

/// <summary>The data that an index needs about a run in final tables.</summary>
/// <param name="Place">The row in <c>runs.parquet</c>.</param>
/// <param name="Run">The run's id.</param>
/// <param name="Cell">The cell in that row.</param>
/// <param name="CommittedTicks">The time of the commit of a failed run, since the latest failure counts; 0 for other runs.</param>
internal readonly record struct StoredRun(long Place, ulong Run, int Cell, RunStatus Status, long CommittedTicks);
