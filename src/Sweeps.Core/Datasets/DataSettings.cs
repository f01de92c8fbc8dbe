namespace Sweeps.Core.Datasets;

/// <summary>How a list becomes examples.</summary>
/// <param name="Source">The list as the definition names it.</param>
/// <param name="Context">Symbols per example.</param>
/// <param name="Train">The fraction of the words that is trained on.</param>
/// <param name="Valid">The fraction after it.</param>
/// <param name="Test">The fraction after that; words beyond it are not used.</param>
public sealed record DataSettings(string Source, Shuffle Shuffle, int Context, double Train, double Valid, double Test)
{
    public static DataSettings Default { get; } = new("names", Shuffle.None, 3, 0.8, 0.1, 0.1);
}
