using System.Numerics;
using Sweeps.Engine.Products;

namespace Sweeps.Engine.Layers;

/// <summary>The embeddings of a context's symbols, one after another.</summary>
internal sealed unsafe class EmbeddingLayer<T, V> : Layer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where V : unmanaged, ILanes<V, T>
{
    private readonly Batch<T> _batch;
    private readonly Parameter<T> _table;
    private readonly T* _mask;
    private readonly int _components;

    /// <param name="module">Inputs are the symbols, outputs context · components.</param>
    public EmbeddingLayer(ModuleInfo module, Batch<T> batch, ActivationBuffer<T> output, Arena<T> arena)
        : base(module, output, output)
    {
        _batch = batch;
        _components = module.Outputs / batch.Context;
        var stride = Padded.RoundUp(_components);
        _table = new Parameter<T>(module.Name, module.Inputs, stride, isFanInFirst: false, [new("weight", 0, _components, IsMatrix: true)])
        {
            Value = arena.Allocate(module.Inputs, stride),
            Gradient = arena.Allocate(module.Inputs, stride),
        };
        Parameters = [_table];
        _mask = arena.Allocate(stride);
        for (var i = 0; i < _components; i++)
            _mask[i] = T.One;
        output.KeepBySample(arena);
    }

    public override Parameter<T>[] Parameters { get; }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Forward(Phase phase)
    {
        EmbeddingRows<T, V>.Forward(_table.Value, _table.Stride, _batch.Contexts, _batch.Context, _components, Output.BySample, Output.ValueRows);
        if (Output.EndsInOne)
        {
            // Rows of the table may have spilled their padding there.
            for (var one = Output.BySample + Output.Units; one < Output.BySample + (_batch.Count * Output.ValueRows); one += Output.ValueRows)
                *one = T.One;
        }

        Transpose.Run(Output.BySample, Output.ValueRows, Output.Value, Output.Stride, Output.Stride, Output.Rows);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Backward()
    {
        Transpose.Run(Output.Gradient, Output.Stride, _batch.BySample, Output.Rows, Output.Rows, Output.Stride);
        EmbeddingRows<T, V>.Backward(
            _batch.BySample, Output.Rows, _batch.Contexts, _batch.Context, _components, _mask, _table.Gradient, _table.Stride, _table.Rows);
    }
}
