namespace Sweeps.Tables;

/// <summary>What the file says about one column of one row group.</summary>
/// <param name="Minimum">A lower bound of the values that are not null, of the column's type; null if the file does not say. Attained if <paramref name="Exact"/>.</param>
/// <param name="Maximum">An upper bound, likewise. A column with a NaN in it has no bounds.</param>
/// <param name="NullCount">Number of nulls; null if the file does not say.</param>
/// <param name="Exact">False if a bound may be wider than the values, as with long texts.</param>
public sealed record ColumnStatistics(object? Minimum, object? Maximum, long? NullCount, bool Exact);
