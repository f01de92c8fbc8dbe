using System.Runtime.InteropServices;

namespace Sweeps.Engine.Layers;

/// <summary>The buffers of one network: zeroed, on cache-line boundaries, freed together.</summary>
internal sealed unsafe class Arena<T> : IDisposable
    where T : unmanaged
{
    private const int Alignment = 64;
    private readonly List<nint> _blocks = [];

    /// <exception cref="NotSupportedException">It is more than kernels can count.</exception>
    /// <exception cref="OutOfMemoryException">There is not so much memory.</exception>
    public T* Allocate(int lines, int stride)
    {
        var count = (long)lines * stride;
        return count <= int.MaxValue ? Allocate((int)count) : throw new NotSupportedException($"{lines} × {stride} numbers are more than one buffer holds.");
    }

    /// <exception cref="OutOfMemoryException">There is not so much memory.</exception>
    public T* Allocate(int count)
    {
        var bytes = (nuint)count * (nuint)sizeof(T);
        var block = NativeMemory.AlignedAlloc(bytes, Alignment);
        NativeMemory.Clear(block, bytes);
        _blocks.Add((nint)block);
        return (T*)block;
    }

    public void Dispose()
    {
        foreach (var block in _blocks)
            NativeMemory.AlignedFree((void*)block);
        _blocks.Clear();
    }
}
