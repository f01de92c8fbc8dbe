namespace Sweeps.Core.Published;

/// <summary>How reproducible a figure is. This decides how our number is compared with it.</summary>
public enum FigureKind
{
    /// <summary>Rounding does not change it: all printed decimals must agree.</summary>
    Stable,

    /// <summary>Rounding changes it, and every operation is rounded as PyTorch rounds it on processors with AVX2: all decimals that PyTorch gives there must agree.</summary>
    PyTorch,

    /// <summary>Rounding changes it, and not every operation is rounded as PyTorch rounds it: our number must be within a tolerance of PyTorch's.</summary>
    Chaotic,

    /// <summary>The published run had no seed: our number must be within a tolerance of the published one.</summary>
    Target,

    /// <summary>A statement about recorded statistics: our number must lie between bounds.</summary>
    Claim,

    /// <summary>The figure is shown but not compared. Its note says why.</summary>
    Unchecked,
}

/// <summary>A number of a document, and where our number is found.</summary>
public sealed record PublishedFigure
{
    /// <summary>The short names of parameters, with the values that select one run; empty if the sweep has only one run.</summary>
    public IReadOnlyList<(string Name, object Value)> Cell { get; init; } = [];

    /// <summary>How closely our number must agree.</summary>
    public required FigureKind Kind { get; init; }

    /// <summary>A title for people.</summary>
    public required string Title { get; init; }

    /// <summary>Where our number is found.</summary>
    public required FigureSource Source { get; init; }

    /// <summary>The number as it was printed; null for a claim.</summary>
    public double? Published { get; init; }

    /// <summary>How many decimals of the published number are compared: those that were printed, unless the file says fewer.</summary>
    public int Decimals { get; init; }

    /// <summary>PyTorch's number, if the document was reproduced with PyTorch; null if it was not.</summary>
    public double? PyTorch { get; init; }

    /// <summary>How many decimals of PyTorch's number are compared.</summary>
    public int PyTorchDecimals { get; init; }

    /// <summary>The greatest difference that is allowed, for chaotic figures and targets.</summary>
    public double Tolerance { get; init; }

    /// <summary>Claims: the least and the greatest value.</summary>
    public double Least { get; init; } = double.NegativeInfinity;

    /// <summary>The greatest value that is allowed, for claims. <value>Default +∞.</value></summary>
    public double Most { get; init; } = double.PositiveInfinity;

    /// <summary>A note for people: why the figure is not compared, or is compared in this way; null if there is no note.</summary>
    public string? Note { get; init; }
}

/// <summary>Where our number is found.</summary>
/// <param name="Value">A number of <c>runs.parquet</c>, <c>loss</c> (at <paramref name="Step"/>), or null if it is measured in a table.</param>
public sealed record FigureSource(string? Value, int Step, TableMeasure? Table);

/// <summary>A number that is computed from the rows of a handler's table.</summary>
/// <param name="Measure"><c>mean</c>, <c>max</c>, <c>min</c>, or <c>rise</c>: the deepest module's value minus the first one's; then the mean over steps.</param>
/// <param name="Module">Only modules whose name begins so.</param>
/// <param name="Layers">First and last layer, or null for all.</param>
/// <param name="Steps">First and last step, or null for all.</param>
public sealed record TableMeasure(string Table, string Column, string Measure, string Module, string Tensor, (int First, int Last)? Layers, (int First, int Last)? Steps);

/// <summary>The figures of one definition.</summary>
/// <param name="Document">Where they were published.</param>
public sealed record FigureSet(string Document, IReadOnlyList<PublishedFigure> Figures);

/// <summary>A figure with our number.</summary>
/// <param name="Difference">Ours minus what it is compared with; null for claims and where ours is missing.</param>
public sealed record FigureRow(PublishedFigure Figure, string Cell, double? Ours, double? Difference, bool? Agrees);
