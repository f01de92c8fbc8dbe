using static TorchSharp.torch;

namespace Sweeps.Torch.Trees;

/// <summary>Tensors as matrices: N×C×H×W as (N·H·W)×C, N×T×D as (N·T)×D, weights as out × rest.</summary>
internal static class TensorLayout
{
    /// <summary>The dimension that is the columns, of what flows into or out of a module.</summary>
    /// <param name="type">The module's type.</param>
    /// <param name="shape">The tensor's.</param>
    /// <param name="followed">The shape and the columns' dimension of the output before it; its dimension holds for a module without one in its name that gets the same shape.</param>
    public static int Channel(string type, ReadOnlySpan<long> shape, (long[] Shape, int Channel)? followed)
    {
        if (shape.Length < 3)
            return shape.Length - 1;
        if (type.EndsWith("1d", StringComparison.Ordinal) || type.EndsWith("2d", StringComparison.Ordinal) || type.EndsWith("3d", StringComparison.Ordinal))
            return 1;
        if (followed is var (before, channel) && shape.SequenceEqual(before))
            return channel;
        return shape.Length - 1;
    }

    /// <summary>Rows and columns that a tensor has as a matrix.</summary>
    public static (int Rows, int Columns) Size(ReadOnlySpan<long> shape, int channel)
    {
        var columns = channel < 0 ? 1 : (int)shape[channel];
        long all = 1;
        foreach (var length in shape)
            all *= length;
        return (columns == 0 ? 0 : (int)(all / columns), columns);
    }

    /// <summary>The matrix of what flows: contiguous float32 on the CPU.</summary>
    public static Tensor Matrix(Tensor tensor, int channel)
    {
        var here = tensor.detach().cpu().to(ScalarType.Float32);
        var (rows, columns) = Size(here.shape, channel);
        if (channel >= 0 && channel != here.dim() - 1)
            here = here.movedim([channel], [-1]);
        return here.reshape(rows, columns).contiguous();
    }

    /// <summary>The matrix of a weight or of what has its shape.</summary>
    /// <param name="type">The module's type: a transposed convolution holds its inputs first.</param>
    public static Tensor Weight(Tensor tensor, string type)
    {
        var here = tensor.detach().cpu().to(ScalarType.Float32);
        if (IsTransposed(type))
            here = here.transpose(0, 1);
        return here.reshape(here.shape[0], -1).contiguous();
    }

    /// <summary>Rows and columns of a weight.</summary>
    public static (int Rows, int Columns) WeightSize(ReadOnlySpan<long> shape, string type)
    {
        var (rest, outputs) = Size(shape, IsTransposed(type) ? 1 : 0);
        return (outputs, rest);
    }

    private static bool IsTransposed(string type) => type.StartsWith("ConvTranspose", StringComparison.Ordinal);
}
