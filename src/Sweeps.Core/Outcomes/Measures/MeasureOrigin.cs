namespace Sweeps.Core.Outcomes.Measures;

/// <summary>What a measure is computed from.</summary>
public enum MeasureOrigin
{
    /// <summary>The course of the run: how it ended, and what network it trained.</summary>
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
