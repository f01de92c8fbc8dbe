namespace Sweeps.Core.Verification;

/// <summary>Two values that should be the same and are not.</summary>
/// <param name="Step">Null where the table has no steps.</param>
/// <param name="Layer">Null where the table has no layers.</param>
/// <param name="ModuleIndex">Null where the table has no modules.</param>
/// <param name="Left">What is stored, or stands in the first folder: in its shortest form, numbers with their bits.</param>
/// <param name="Right">What training again gives, or stands in the second folder.</param>
public sealed record Difference(int? Step, int? Layer, int? ModuleIndex, string? Module, string? Tensor, string Column, string Left, string Right);

/// <summary>What differs in a table of one run.</summary>
/// <param name="Table">Its name: <c>runs</c>, <c>losses</c>, <c>models</c> or a handler's.</param>
/// <param name="Count">Values that differ; rows that only one side has count once each.</param>
/// <param name="First">The first one in the order of the table.</param>
public sealed record TableDifference(string Table, long Count, Difference First);
