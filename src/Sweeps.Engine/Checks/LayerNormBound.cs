namespace Sweeps.Engine.Checks;

/// <summary>Layer norm's bound on gradients: (1/n)·‖dz‖² ≤ var(γ·dy)/(v + ε), the variance over the n units unbiased (“Activations and Gradients”).</summary>
internal static class LayerNormBound
{
    /// <summary>The right side minus the left for every sample: none is negative.</summary>
    /// <param name="dz">Samples × units: the gradient of what is normalised.</param>
    /// <param name="weighted">Samples × units: γ·dy.</param>
    /// <param name="variance">Samples × 1: v, biased.</param>
    public static double[] Gaps(Matrix dz, Matrix weighted, Matrix variance, double epsilon)
    {
        double units = dz.Columns;
        var center = 1 / units * weighted.SumOfColumns();
        var spread = 1 / (units - 1) * (weighted - center).Power(2).SumOfColumns();
        var right = spread * variance.Map(v => 1 / (v + epsilon));
        var left = 1 / units * dz.Power(2).SumOfColumns();
        return (right - left).Numbers.ToArray();
    }
}
