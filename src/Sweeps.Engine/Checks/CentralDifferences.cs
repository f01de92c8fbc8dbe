namespace Sweeps.Engine.Checks;

/// <summary>The derivative of a network's loss by differences, of fourth order: (8(f(x+h) − f(x−h)) − (f(x+2h) − f(x−2h)))/12h.</summary>
/// <remarks>
/// A difference across a kink of an activation says nothing: such a step is shortened. So is one whose result still changes when it is halved.
/// </remarks>
internal static class CentralDifferences
{
    private const double LongestStep = 1e-3;
    private const double ShortestStep = 1e-7;
    private const double Shortening = 4;
    private const double Settled = 1e-10;

    /// <summary>The derivatives with respect to numbers of a tensor at these places; NaN where a kink is too near.</summary>
    public static double[] Of(CheckedNetwork network, CheckedTensor tensor, IReadOnlyList<int> places)
    {
        var center = network.Loss(tensor.NextLayer);
        var sides = network.Sides();
        double[] derivatives = [.. places.Select(place => Derivative(new Line(network, tensor, place, sides), center))];
        network.Loss(tensor.NextLayer);
        return derivatives;
    }

    private static double Derivative(Line line, double center)
    {
        var best = double.NaN;
        var least = double.PositiveInfinity;
        for (var step = LongestStep; step > ShortestStep; step /= Shortening)
        {
            if (line.Rise(2 * step) is not { } wide || line.Rise(step) is not { } middle || line.Rise(step / 2) is not { } narrow)
                continue;
            var derivative = ((8 * narrow) - middle) / (6 * step);
            var change = Math.Abs(derivative - (((8 * middle) - wide) / (12 * step)));
            if (change < least)
                (best, least) = (derivative, change);
            if (change <= Settled * Math.Max(1, Math.Abs(center)))
                break;
        }

        return best;
    }

    /// <summary>The loss along one number of a tensor.</summary>
    private readonly struct Line(CheckedNetwork network, CheckedTensor tensor, int index, ulong sides)
    {
        /// <summary>f(x + step) − f(x − step); null across a kink.</summary>
        public double? Rise(double step)
        {
            var x = tensor[index];
            var isSmooth = At(x + step, out var above);
            isSmooth &= At(x - step, out var below);
            tensor[index] = x;
            return isSmooth ? above - below : null;
        }

        private bool At(double x, out double loss)
        {
            tensor[index] = x;
            loss = network.Loss(tensor.NextLayer);
            return network.Sides() == sides;
        }
    }
}
