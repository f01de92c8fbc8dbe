namespace Sweeps.Core.Outcomes.Measures;

/// <summary>Which values of a measure are better.</summary>
public enum MeasureDirection
{
    /// <summary>Neither: the measure describes a run without judging it.</summary>
    None,

    /// <summary>Lower values are better, as of a loss.</summary>
    Lower,

    /// <summary>Higher values are better, as of an accuracy.</summary>
    Higher,
}
