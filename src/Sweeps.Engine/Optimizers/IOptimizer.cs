namespace Sweeps.Engine.Optimizers;

/// <summary>Changes the parameters of one run. What it must remember from step to step stands in the slots that its descriptor names, and in nothing else.</summary>
internal unsafe interface IOptimizer<T>
    where T : unmanaged
{
    /// <summary>Called before the first update of every step.</summary>
    /// <param name="step">From 1.</param>
    /// <param name="scheduledMomentum">What the schedule puts in the place of the momentum, of Adam's β₁; null for the optimizer's own. An optimizer whose own is 0 has none.</param>
    void Begin(int step, double? scheduledMomentum);

    /// <summary>Changes numbers of a parameter as their gradient says. A parameter's numbers may come in several calls of a step, each number once.</summary>
    /// <param name="weight">The numbers, on a cache-line boundary.</param>
    /// <param name="gradient">The loss's gradient with respect to them; it stays as it is.</param>
    /// <param name="slots">The slots beside them, in the order of the descriptor's names; zero before the first step.</param>
    /// <param name="rate">The learning rate of this step.</param>
    /// <param name="decay">The weight decay.</param>
    /// <param name="count">How many, a multiple of 16. Padding holds zeros and has to keep them.</param>
    void Update(T* weight, T* gradient, SlotPointers<T> slots, double rate, double decay, int count);
}

/// <summary>Where the slots beside some numbers begin.</summary>
/// <param name="slots">Those of the whole parameter.</param>
/// <param name="offset">The place of the first of these numbers in it.</param>
internal readonly unsafe ref struct SlotPointers<T>(ReadOnlySpan<nint> slots, nint offset)
    where T : unmanaged
{
    private readonly ReadOnlySpan<nint> _slots = slots;

    /// <summary>The slot with this place in the descriptor's list of names.</summary>
    public T* this[int slot] => (T*)_slots[slot] + offset;
}
