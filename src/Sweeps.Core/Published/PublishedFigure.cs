namespace Sweeps.Core.Published;

/// <summary>What a figure is worth, and so how ours is compared with it.</summary>
public enum FigureKind
{
    /// <summary>Rounding does not move it: all printed decimals have to agree.</summary>
    Stable,

    /// <summary>Rounding moves it, and every operation is rounded as PyTorch's is with one kind of processor: all decimals that it gives there have to agree.</summary>
    PyTorch,

    /// <summary>Rounding moves it, and not every operation is PyTorch's: compared with PyTorch, within a tolerance.</summary>
    Chaotic,

    /// <summary>From a run without a seed: compared with the published figure, within a tolerance.</summary>
    Target,

    /// <summary>A statement about recorded statistics: a number between bounds.</summary>
    Claim,

    /// <summary>Shown and not judged; the note says why.</summary>
    Unchecked,
}

/// <summary>One number of a document, and where ours is found.</summary>
public sealed record PublishedFigure
{
    /// <summary>Short names of parameters and the values that choose one run; empty if there is only one.</summary>
    public IReadOnlyList<(string Name, object Value)> Cell { get; init; } = [];

    /// <summary>How exactly ours has to agree.</summary>
    public required FigureKind Kind { get; init; }

    /// <summary>For people: what is compared.</summary>
    public required string Title { get; init; }

    /// <summary>Where ours is found.</summary>
    public required FigureSource Source { get; init; }

    /// <summary>As printed; null for a claim.</summary>
    public double? Published { get; init; }

    /// <summary>Decimals of the published figure that are compared, those printed unless the file says less.</summary>
    public int Decimals { get; init; }

    /// <summary>PyTorch's figure, where the document was followed again.</summary>
    public double? PyTorch { get; init; }

    /// <summary>Decimals that it was printed with.</summary>
    public int PyTorchDecimals { get; init; }

    /// <summary>Chaotic figures and targets: the greatest difference.</summary>
    public double Tolerance { get; init; }

    /// <summary>Claims: the least and the greatest value.</summary>
    public double Least { get; init; } = double.NegativeInfinity;

    /// <summary>Claims: the greatest value. <value>Default +∞.</value></summary>
    public double Most { get; init; } = double.PositiveInfinity;

    /// <summary>For people: why the figure is not judged, or is judged as it is; null for nothing.</summary>
    public string? Note { get; init; }
}

/// <summary>Where a number of ours stands.</summary>
/// <param name="Value">A number of <c>runs.parquet</c>, <c>loss</c> (at <paramref name="Step"/>), or null if it is measured in a table.</param>
public sealed record FigureSource(string? Value, int Step, TableMeasure? Table);

/// <summary>A number made of a handler's rows.</summary>
/// <param name="Measure"><c>mean</c>, <c>max</c>, <c>min</c>, or <c>rise</c>: the deepest module's value minus the first one's; then the mean over steps.</param>
/// <param name="Module">Only modules whose name begins so.</param>
/// <param name="Layers">First and last layer, or null for all.</param>
/// <param name="Steps">First and last step, or null for all.</param>
public sealed record TableMeasure(string Table, string Column, string Measure, string Module, string Tensor, (int First, int Last)? Layers, (int First, int Last)? Steps);

/// <summary>The figures of one definition.</summary>
/// <param name="Document">Where they were published.</param>
public sealed record FigureSet(string Document, IReadOnlyList<PublishedFigure> Figures);

/// <summary>A figure and ours beside it.</summary>
/// <param name="Difference">Ours minus what it is compared with; null for claims and where ours is missing.</param>
public sealed record FigureRow(PublishedFigure Figure, string Cell, double? Ours, double? Difference, bool? Agrees);
