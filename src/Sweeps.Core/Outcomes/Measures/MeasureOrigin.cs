namespace Sweeps.Core.Outcomes.Measures;

/// <summary>The data that a measure is computed from.</summary>
public enum MeasureOrigin
{
    /// <summary>The run itself: how it ended, and which network it trained.</summary>
    Run,

    /// <summary>The recorded losses and the evaluation at the end. Known as soon as the run has ended.</summary>
    Losses,

    /// <summary>The recorded series: the losses and the rows of handlers. Computed when the tables are written.</summary>
    Series,

    /// <summary>Other measures: whether the run trained at all.</summary>
    Judgement,

    /// <summary>The findings. Computed when the tables are written.</summary>
    Findings,
}
