using Sweeps.Core.Outcomes;

namespace Sweeps.Core.Store;

/// <summary>What an index needs to know of a run in final tables.</summary>
/// <param name="Place">Its row in <c>runs.parquet</c>.</param>
/// <param name="Run">Its id.</param>
/// <param name="Cell">The cell that it stands there with.</param>
/// <param name="CommittedTicks">Of a failed run, since of failures the latest counts; 0 of others.</param>
internal readonly record struct StoredRun(long Place, ulong Run, int Cell, RunStatus Status, long CommittedTicks);
