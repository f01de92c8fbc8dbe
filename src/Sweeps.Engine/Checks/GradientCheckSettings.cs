namespace Sweeps.Engine.Checks;

/// <summary>The sizes of the networks that <see cref="GradientCheck"/> draws.</summary>
public sealed record GradientCheckSettings
{
    /// <summary>Seeds parameters and batches. <value>Default 1.</value></summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Samples of a batch; at least 2, below which batch norm is not defined. <value>Default 12.</value></summary>
    public int BatchSize { get; init; } = 12;

    /// <summary>Size of the vocabulary. <value>Default 11.</value></summary>
    public int VocabularySize { get; init; } = 11;

    /// <summary>Symbols per sample. <value>Default 3.</value></summary>
    public int Context { get; init; } = 3;

    /// <summary>Components of a symbol's embedding. <value>Default 4.</value></summary>
    public int Embedding { get; init; } = 4;

    /// <summary>Units of a hidden layer. <value>Default 13.</value></summary>
    public int Width { get; init; } = 13;

    /// <summary>Hidden layers after the first. <value>Default 2.</value></summary>
    public int Depth { get; init; } = 2;

    /// <summary>Of a larger tensor so many numbers, drawn, are checked by differences; by the chain all are. <value>Default 200.</value></summary>
    public int Differences { get; init; } = 200;
}
