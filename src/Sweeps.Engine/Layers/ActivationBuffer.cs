using System.Numerics;
using Sweeps.Engine.Products;

namespace Sweeps.Engine.Layers;

/// <summary>What flows from one layer to the next: a number per unit and sample, and the loss's gradient with respect to it.</summary>
/// <remarks>
/// Unit by unit, <see cref="Stride"/> samples each (padded to a multiple of 16), so that samples are the lanes of a vector and no sum
/// over units crosses lanes. Behind the units there are rows of zeros up to a multiple of 16, so that it can be transposed; behind the values there is at least one,
/// which can hold ones (<see cref="AppendOne"/>).
/// </remarks>
internal sealed unsafe class ActivationBuffer<T>
    where T : unmanaged, INumberBase<T>
{
    public ActivationBuffer(Arena<T> arena, int units, int stride)
        : this(arena, units, stride, arena.Allocate(Padded.RoundUp(units), stride))
    {
    }

    /// <summary>With a value of its own, and the other's gradient.</summary>
    public ActivationBuffer(Arena<T> arena, ActivationBuffer<T> other)
        : this(arena, other.Units, other.Stride, other.Gradient)
    {
    }

    private ActivationBuffer(Arena<T> arena, int units, int stride, T* gradient)
    {
        Units = units;
        Stride = stride;
        Rows = Padded.RoundUp(units);
        ValueRows = Padded.RoundUp(units + 1);
        Value = arena.Allocate(ValueRows, stride);
        Gradient = gradient;
    }

    public int Units { get; }

    public int Stride { get; }

    /// <summary>Units, padded.</summary>
    public int Rows { get; }

    /// <summary>Units and the row behind them, padded.</summary>
    public int ValueRows { get; }

    /// <summary>Numbers of the units, padding samples included.</summary>
    public int Length => Units * Stride;

    public T* Value { get; }

    public T* Gradient { get; }

    /// <summary>The values sample by sample, <see cref="ValueRows"/> numbers each, with room for one more sample, if the layer that makes them keeps them; else null.</summary>
    public T* BySample { get; private set; }

    /// <summary>Whether there is a 1 behind the units of each sample: what a bias is the weight of.</summary>
    public bool EndsInOne { get; private set; }

    public void KeepBySample(Arena<T> arena) => BySample = arena.Allocate(Stride + 1, ValueRows);

    public void AppendOne()
    {
        EndsInOne = true;
        for (var i = Length; i < Length + Stride; i++)
            Value[i] = T.One;
    }
}
