namespace Sweeps.Engine.Checks;

/// <summary>erf x = 2/√π · ∫₀ˣ e^(−t²) dt by Gauss–Legendre quadrature: another way than the kernels'.</summary>
internal static class ErrorFunction
{
    private const double TwoOverRootPi = 1.1283791670955126;
    private const double PanelWidth = 0.25;

    /// <summary>From here on 1 − erf x is less than half a unit in the last place of 1.</summary>
    private const double Saturation = 6;

    // Abscissas and weights of five points on [−1, 1] (Abramowitz and Stegun, table 25.4).
    private static readonly (double At, double Weight)[] s_points =
    [
        (0, 128.0 / 225),
        (0.5384693101056831, 0.47862867049936647), (-0.5384693101056831, 0.47862867049936647),
        (0.906179845938664, 0.23692688505618908), (-0.906179845938664, 0.23692688505618908),
    ];

    public static double Of(double x)
    {
        var end = Math.Min(Math.Abs(x), Saturation);
        var panels = (int)Math.Ceiling(end / PanelWidth);
        var half = panels == 0 ? 0 : end / panels / 2;
        var sum = 0.0;
        for (var panel = 0; panel < panels; panel++)
            foreach (var (at, weight) in s_points)
                sum += weight * Slope(((2 * panel) + 1 + at) * half);
        return Math.CopySign(sum * half, x);
    }

    public static double Slope(double x) => TwoOverRootPi * Math.Exp(-x * x);
}
