using Sweeps.Core.Parameters;
using Sweeps.Tables;

namespace Sweeps.Core.Plans;

/// <summary>The parameters as columns of <c>runs.parquet</c>, in order.</summary>
public static class ParameterColumns
{
    /// <summary>One column per parameter.</summary>
    public static IReadOnlyList<ColumnSchema> All { get; } = ParameterSet.Shipped.Columns;
}
