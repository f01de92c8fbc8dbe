using System.Numerics;
using Sweeps.Engine.Products;

namespace Sweeps.Engine.Layers;

/// <summary>The numbers of a batch's examples, in the place of an embedding. It learns nothing, and is no module.</summary>
internal sealed unsafe class NumberInputLayer<T> : Layer<T>
    where T : unmanaged, INumberBase<T>
{
    private readonly Batch<T> _batch;

    public NumberInputLayer(Batch<T> batch, ActivationBuffer<T> output, Arena<T> arena)
        : base(null, output, output)
    {
        _batch = batch;
        output.KeepBySample(arena);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Forward(Phase phase)
    {
        var features = _batch.Features;
        var row = Output.BySample;
        for (var first = 0; first < features.Length; first += Output.Units, row += Output.ValueRows)
        {
            for (var i = 0; i < Output.Units; i++)
                row[i] = T.CreateTruncating(features[first + i]);
            if (Output.EndsInOne)
                row[Output.Units] = T.One;
        }

        Transpose.Run(Output.BySample, Output.ValueRows, Output.Value, Output.Stride, Output.Stride, Output.Rows);
    }

    public override void Backward()
    {
    }
}
