namespace Sweeps.Reports.Series;

/// <summary>The mean over the last twentieth of a run's steps, as “Activations and Gradients” draws losses, at equally distant steps.</summary>
internal static class MovingAverage
{
    private const int WindowsPerRun = 20;

    /// <summary>Steps that a mean is taken over.</summary>
    /// <param name="steps">Of the run.</param>
    public static int Window(int steps) => Math.Max(1, steps / WindowsPerRun);

    /// <summary>The step of a point: the first point is at step 0, the last one at the last step.</summary>
    public static int Step(int point, int points, int steps) => points < 2 ? steps - 1 : (int)((long)point * (steps - 1) / (points - 1));

    /// <summary>Means that end at the steps of the points; fewer losses are taken at the beginning. NaN where a loss was not finite.</summary>
    public static double[] Of(ReadOnlySpan<float> losses, int window, int mostPoints)
    {
        var means = new double[Math.Min(losses.Length, mostPoints)];
        for (var point = 0; point < means.Length; point++)
        {
            var step = Step(point, means.Length, losses.Length);
            var start = Math.Max(0, step + 1 - window);
            var sum = 0.0;
            foreach (var loss in losses[start..(step + 1)])
                sum += loss;
            means[point] = sum / (step + 1 - start);
        }

        return means;
    }
}
