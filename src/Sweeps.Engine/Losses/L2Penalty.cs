using System.Numerics;
using Sweeps.Engine.Products;

namespace Sweeps.Engine.Losses;

/// <summary>“Makemore activations &amp; gradients”'s regularisation: a factor times Σ over the linear layers of the mean squared weight, biases left out.</summary>
internal static unsafe class L2Penalty<T, V>
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

    public static void AddGradient(Parameter<T> parameter, int firstLine, int lines, double factor)
    {
        if (!parameter.Parts[0].IsPenalised)
            return;
        // As autograd has it: the factor is a number of the weights' type before it is shared out.
        var share = T.CreateTruncating(factor) / T.CreateTruncating(Numbers(parameter));
        var scale = double.CreateTruncating(share + share);
        var length = LineLength(parameter);
        var whole = length / Padded.Multiple * Padded.Multiple;
        for (var line = firstLine; line < Math.Min(firstLine + lines, WeightLines(parameter)); line++)
        {
            var start = (nint)line * parameter.Stride;
            Addition<T, V>.Scaled(parameter.Gradient + start, parameter.Value + start, scale, whole);
            Addition<T, Lanes1<T>>.Scaled(parameter.Gradient + start + whole, parameter.Value + start + whole, scale, length - whole);
        }
    }

    private static double SquaredSum(Parameter<T> parameter)
    {
        // Columns lie side by side, padded with zeros.
        if (IsByColumns(parameter))
            return LaneSum<T>.Dot(parameter.Value, parameter.Value, WeightLines(parameter) * parameter.Stride);
        var length = LineLength(parameter);
        var whole = length / Padded.Multiple * Padded.Multiple;
        var sum = 0.0;
        for (var line = 0; line < WeightLines(parameter); line++)
        {
            var start = parameter.Value + ((nint)line * parameter.Stride);
            sum += LaneSum<T>.Dot(start, start, whole) + LaneSum<T>.Scalar(start + whole, start + whole, length - whole);
        }

        return sum;
    }

    private static bool IsByColumns(Parameter<T> parameter) => parameter.RowStride == 1;

    // A line of biases is behind the columns of the weight; a row ends in its bias.
    private static int WeightLines(Parameter<T> parameter) => IsByColumns(parameter) ? parameter.Parts[0].Columns : parameter.Rows;

    private static int LineLength(Parameter<T> parameter) => IsByColumns(parameter) ? parameter.Stride : parameter.Parts[0].Columns;

    private static int Numbers(Parameter<T> parameter) => parameter.Rows * parameter.Parts[0].Columns;
}
