namespace Sweeps.Engine.Checks;

/// <summary>The comparisons of one network.</summary>
/// <param name="Title">What was checked.</param>
/// <param name="Comparisons">Tensor by tensor in forward order.</param>
/// <param name="Notes">What else was measured, a sentence each.</param>
/// <param name="Holds">Whether every comparison agrees and every claim holds.</param>
public sealed record GradientReport(string Title, IReadOnlyList<GradientComparison> Comparisons, IReadOnlyList<string> Notes, bool Holds);
