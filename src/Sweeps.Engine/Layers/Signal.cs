using Sweeps.Engine.Kernels;

namespace Sweeps.Engine.Layers;

/// <summary>What flows from one layer to the next: a number per unit and sample, and the loss's gradient with respect to it.</summary>
/// <remarks>
/// Unit by unit, <see cref="Stride"/> samples each (padded to a multiple of 16), so that samples are the lanes of a vector and no sum
/// over units crosses lanes. Behind the units there are rows up to a multiple of 16, so that it can be transposed: zeros in the
/// gradient, and nothing that is read in the values.
/// </remarks>
internal sealed unsafe class Signal<T>
    where T : unmanaged
{
    public Signal(Arena<T> arena, int units, int stride)
    {
        Units = units;
        Stride = stride;
        Rows = Padded.RoundUp(units);
        Value = arena.Allocate(Rows, stride);
        Gradient = arena.Allocate(Rows, stride);
    }

    /// <summary>With a value of its own, and the other's gradient.</summary>
    public Signal(Arena<T> arena, Signal<T> other)
    {
        Units = other.Units;
        Stride = other.Stride;
        Rows = other.Rows;
        Value = arena.Allocate(Rows, Stride);
        Gradient = other.Gradient;
    }

    public int Units { get; }

    public int Stride { get; }

    /// <summary>Units, padded.</summary>
    public int Rows { get; }

    /// <summary>Numbers of the units, padding samples included.</summary>
    public int Length => Units * Stride;

    public T* Value { get; }

    public T* Gradient { get; }
}
