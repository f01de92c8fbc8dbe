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
            var weights = parameter.Parts[0].Columns * parameter.Stride;
            // As autograd has it: the factor is a number of the weights' type before it is shared out.
            var share = T.CreateTruncating(factor) / T.CreateTruncating(Numbers(parameter));
            Addition<T, V>.Scaled(parameter.Gradient, parameter.Value, double.CreateTruncating(share + share), weights);
        }
    }

    // Linear weights lie side by side, before the biases; what pads them is zero.
    private static double SquaredSum(Parameter<T> parameter) =>
        LaneSum<T>.Dot(parameter.Value, parameter.Value, parameter.Parts[0].Columns * parameter.Stride);

    private static int Numbers(Parameter<T> parameter) => parameter.Rows * parameter.Parts[0].Columns;
}
