using Sweeps.Core.Tables;
using Sweeps.Tables;

namespace Sweeps.Core.Tests.Results;

public sealed class RefusedTableTests
{
    /// <summary>Whatever is no damage is refused, by the name of the file.</summary>
    [Fact]
    public void Every_problem_but_damage_is_a_refusal()
    {
        foreach (var problem in Enum.GetValues<TableFileProblem>())
        {
            var refusal = RefusedTable.Of("x/runs.parquet", new TableFileException("told") { Problem = problem });
            if (problem == TableFileProblem.Damaged)
                Assert.Null(refusal);
            else
                Assert.StartsWith("'x/runs.parquet' was not written by this version of sweeps: it ", refusal!.Message, StringComparison.Ordinal);
        }
    }
}
