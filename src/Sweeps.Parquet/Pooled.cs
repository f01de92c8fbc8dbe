using System.Buffers;
using System.Runtime.CompilerServices;

namespace Sweeps.Parquet;

/// <summary>Values in an array that is borrowed.</summary>
internal sealed class Pooled<T>(int capacity) : IDisposable
{
    private readonly T[] _array = ArrayPool<T>.Shared.Rent(capacity);
    private int _count;

    /// <summary>What was added.</summary>
    public Memory<T> Memory => _array.AsMemory(0, _count);

    public void Add(T value) => _array[_count++] = value;

    /// <summary>Room for values that somebody else adds; what stands there is undefined.</summary>
    public static Pooled<T> OfLength(int length) => new(length) { _count = length };

    public void Dispose() => ArrayPool<T>.Shared.Return(_array, RuntimeHelpers.IsReferenceOrContainsReferences<T>());
}
