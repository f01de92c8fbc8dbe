using System.Numerics;

namespace Sweeps.Engine.Layers;

/// <summary>Numbers that a layer keeps between steps and that are not trained: saved with a model and with a run under way, under the layer's name and this one.</summary>
/// <param name="name">As in PyTorch's state_dict: <c>running_mean</c>.</param>
/// <param name="count">How many numbers.</param>
/// <param name="first">What each is at first.</param>
internal sealed unsafe class NamedState<T>(string name, Arena<T> arena, int count, T first)
    where T : unmanaged, INumberBase<T>
{
    public string Name { get; } = name;

    public int Count { get; } = count;

    public T* Value { get; } = Filled(arena.Allocate(count), count, first);

    private static T* Filled(T* numbers, int count, T value)
    {
        new Span<T>(numbers, count).Fill(value);
        return numbers;
    }
}
