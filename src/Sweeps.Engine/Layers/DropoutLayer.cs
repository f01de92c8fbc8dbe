using System.Numerics;
using Sweeps.Numerics.Random;
using Sweeps.Training.Running;

namespace Sweeps.Engine.Layers;

/// <summary>Element-wise products.</summary>
internal static unsafe class Multiplication<T, V>
    where T : unmanaged
    where V : unmanaged, ILanes<V, T>
{
    /// <summary>result = left · right; it may be one of the two.</summary>
    /// <param name="count">A multiple of 16.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(T* left, T* right, T* result, int count)
    {
        for (var i = 0; i < count; i += V.Count)
            V.Store(result + i, V.Load(left + i) * V.Load(right + i));
    }
}

/// <summary>Dropout: outputs times noise that is drawn before each forward pass of training (<see cref="DropoutNoise"/>); in evaluation, its input.</summary>
internal sealed unsafe class DropoutLayer<T, V> : Layer<T>
    where T : unmanaged, INumberBase<T>
    where V : unmanaged, ILanes<V, T>
{
    private readonly Batch<T> _batch;
    private readonly double _probability;
    private readonly T* _noise;
    private readonly float[] _drawn;

    public DropoutLayer(LayerSite<T> site, double probability)
        : base(site.Module, site.Input, site.Output)
    {
        (_batch, _probability) = (site.Batch, probability);
        _noise = site.Arena.Allocate(site.Output.Rows, site.Output.Stride);
        _drawn = new float[site.Output.Units];
    }

    /// <summary>Draws the noise of a batch, sample by sample.</summary>
    public void Draw(TorchGenerator generator)
    {
        for (var sample = 0; sample < _batch.Count; sample++)
        {
            DropoutNoise.Draw(_probability, generator, _drawn);
            for (var unit = 0; unit < _drawn.Length; unit++)
                _noise[(unit * Output.Stride) + sample] = T.CreateTruncating(_drawn[unit]);
        }
    }

    /// <summary>The noise of a unit and a sample.</summary>
    public T Noise(int unit, int sample) => _noise[(unit * Output.Stride) + sample];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Forward(Phase phase)
    {
        if (phase == Phase.Train)
            Multiplication<T, V>.Run(Input.Value, _noise, Output.Value, Output.Length);
        else
            Unsafe.CopyBlockUnaligned(Output.Value, Input.Value, (uint)Output.Length * (uint)sizeof(T));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Backward() => Multiplication<T, V>.Run(Output.Gradient, _noise, Input.Gradient, Output.Length);
}
