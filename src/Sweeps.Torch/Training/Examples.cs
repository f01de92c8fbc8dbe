using Sweeps.Torch.Native;
using Sweeps.Training;
using static TorchSharp.torch;

namespace Sweeps.Torch.Training;

/// <summary>Makes tensors of examples.</summary>
internal static class Examples
{
    /// <summary>What a network sees of examples: samples × symbols (int64), or samples × numbers.</summary>
    public static Tensor Inputs(ExampleSet split, ReadOnlySpan<int> examples) => split.Inputs switch
    {
        SymbolInputs inputs => Rows(inputs.Indices.Span, inputs.Context, examples, symbol => (long)symbol),
        NumberInputs inputs => Rows(inputs.Numbers.Span, inputs.Features, examples, number => number),
        _ => throw new ArgumentException("There is no tensor of such inputs.", nameof(split)),
    };

    /// <summary>What a network shall say of them: a class per sample (int64), or samples × numbers.</summary>
    public static Tensor Targets(ExampleSet split, ReadOnlySpan<int> examples) => split.Targets switch
    {
        ClassTargets targets => Rows(targets.Classes.Span, 1, examples, symbol => (long)symbol).view(examples.Length),
        NumberTargets targets => Rows(targets.Numbers.Span, targets.Outputs, examples, number => number),
        _ => throw new ArgumentException("There is no tensor of such targets.", nameof(split)),
    };

    private static Tensor Rows<TFrom, TTo>(ReadOnlySpan<TFrom> numbers, int columns, ReadOnlySpan<int> examples, Func<TFrom, TTo> convert)
        where TTo : unmanaged
    {
        var rows = new TTo[examples.Length * columns];
        for (var i = 0; i < examples.Length; i++)
            for (var column = 0; column < columns; column++)
                rows[(i * columns) + column] = convert(numbers[(examples[i] * columns) + column]);
        // A copy, since the array may lie anywhere: the last bits of MKL's products depend on whether a matrix begins at a multiple of 64 bytes, as those of LibTorch do.
        return from_array(rows).view(examples.Length, columns).clone().to(LibTorch.Device);
    }
}
