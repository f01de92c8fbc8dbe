namespace Sweeps.Engine.Norms;

/// <summary>A layer whose statistics for evaluation may be measured over the whole training set after training.</summary>
internal interface ICalibrated
{
    /// <summary>Whether they are to be measured.</summary>
    bool IsCalibrated { get; }

    /// <param name="mean">Of what flows into each unit.</param>
    /// <param name="variance">Of the same, unbiased.</param>
    void SetStatistics(ReadOnlySpan<double> mean, ReadOnlySpan<double> variance);
}
