using System.Numerics;
using Sweeps.Engine.Kernels;
using Sweeps.Engine.Kernels.Lanes;
using Sweeps.Engine.Layers;

namespace Sweeps.Engine.Training;

/// <summary>Document 001's regularisation: a factor times Σ over the linear layers of the mean squared weight, biases left out.</summary>
internal static unsafe class Penalty<T, V>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where V : unmanaged, ILanes<V, T>
{
    public static T Value(ReadOnlySpan<Parameter<T>> parameters, double factor)
    {
        var sum = 0.0;
        foreach (var parameter in parameters)
        {
            if (parameter.Parts[0].IsPenalised)
                sum += SquaredSum(parameter) / Numbers(parameter);
        }

        return T.CreateTruncating(factor * sum);
    }

    public static void AddGradient(ReadOnlySpan<Parameter<T>> parameters, double factor)
    {
        foreach (var parameter in parameters)
        {
            if (!parameter.Parts[0].IsPenalised)
                continue;
            var scale = T.CreateTruncating(2 * factor / Numbers(parameter));
            for (var row = 0; row < parameter.Rows; row++)
            {
                var offset = row * parameter.Stride;
                var column = 0;
                for (; column + V.Count <= parameter.Parts[0].Columns; column += V.Count)
                {
                    var at = parameter.Gradient + offset + column;
                    V.Store(at, V.Fma(V.Broadcast(scale), V.Load(parameter.Value + offset + column), V.Load(at)));
                }

                for (; column < parameter.Parts[0].Columns; column++)
                {
                    var at = parameter.Gradient + offset + column;
                    *at = T.FusedMultiplyAdd(scale, parameter.Value[offset + column], *at);
                }
            }
        }
    }

    // The rows' padding and their bias are not weights: only whole vectors of weights are summed as they stand, the rest one by one.
    private static double SquaredSum(Parameter<T> parameter)
    {
        var sum = 0.0;
        var columns = parameter.Parts[0].Columns;
        var whole = columns / Padded.Multiple * Padded.Multiple;
        for (var row = 0; row < parameter.Rows; row++)
        {
            var weights = parameter.Value + (row * parameter.Stride);
            sum += LaneSum<T>.Dot(weights, weights, whole);
            for (var column = whole; column < columns; column++)
            {
                var weight = double.CreateTruncating(weights[column]);
                sum += weight * weight;
            }
        }

        return sum;
    }

    private static int Numbers(Parameter<T> parameter) => parameter.Rows * parameter.Parts[0].Columns;
}
