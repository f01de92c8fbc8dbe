namespace Sweeps.Core.Datasets;

/// <summary>How a file becomes examples.</summary>
/// <param name="Source">The file as the definition names it.</param>
/// <param name="Shuffle">The order of its items.</param>
/// <param name="Context">Of words: symbols per example.</param>
/// <param name="Train">The fraction of the items that is trained on.</param>
/// <param name="Valid">The fraction after it.</param>
/// <param name="Test">The fraction after that; items beyond it are not used.</param>
public sealed record DataSettings(string Source, Shuffle Shuffle, int Context, double Train, double Valid, double Test)
{
    /// <summary>The shipped names in their order, three symbols of context, split 80 : 10 : 10.</summary>
    public static DataSettings Default { get; } = new("names", Shuffle.None, 3, 0.8, 0.1, 0.1);

    /// <summary>The name of a <see cref="DatasetKind"/>. <value>Default <c>words</c>.</value></summary>
    public string Kind { get; init; } = "words";

    /// <summary>Of a table: the column of the class. <value>Default null: the last one.</value></summary>
    public string? Target { get; init; }
}
