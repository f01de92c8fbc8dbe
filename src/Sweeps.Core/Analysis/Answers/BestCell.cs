namespace Sweeps.Core.Analysis.Answers;

/// <summary>The cell of a sweep with the best mean of a measure.</summary>
/// <param name="Where">The values of the varied parameters: <c>lr 0.1, norm layer</c>; empty if nothing was varied.</param>
/// <param name="Runs">How many runs it has.</param>
/// <param name="Averaged">How many of them the mean is taken over: those that completed and did not explode.</param>
/// <param name="HalfWidth">Half of the 95 % interval of the mean over seeds (Student's t); null for a single run.</param>
public sealed record BestCell(string Where, int Runs, int Averaged, double Mean, double? HalfWidth);
