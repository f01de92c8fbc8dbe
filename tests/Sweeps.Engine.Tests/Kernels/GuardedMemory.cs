using System.Numerics;
using System.Runtime.InteropServices;

namespace Sweeps.Engine.Tests.Kernels;

/// <summary>What a kernel is run on: the same numbers every time, at a chosen address, with guards that show a write past an end.</summary>
internal sealed unsafe class GuardedMemory<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int Capacity = 8 << 20;
    private const int Alignment = 64;
    private const byte Canary = 0xA5;
    private readonly byte* _memory = (byte*)NativeMemory.AlignedAlloc(Capacity, Alignment);
    private readonly List<(int Start, int End, bool IsResult)> _blocks = [];
    private Numbers<T> _numbers;
    private int _misalignment;
    private int _end;

    /// <param name="misalignment">Bytes past a cache line at which every block begins.</param>
    public void Begin(ulong seed, NumberKind kind, int misalignment)
    {
        _numbers = new Numbers<T>(seed, kind);
        _misalignment = misalignment;
        _blocks.Clear();
        _end = 0;
    }

    /// <summary>Numbers that a kernel only reads.</summary>
    public T* Input(int count) => Fill(Block(count, isResult: false), count);

    /// <summary>Numbers that a kernel changes.</summary>
    public T* Changed(int count) => Fill(Block(count, isResult: true), count);

    /// <summary>Room for what a kernel writes.</summary>
    public T* Result(int count) => Block(count, isResult: true);

    /// <summary>Ordinary numbers, for what is never anything else.</summary>
    public T* Positive(int count)
    {
        var block = Block(count, isResult: false);
        for (var i = 0; i < count; i++)
            block[i] = T.Abs(_numbers.Ordinary()) + T.CreateTruncating(0.1);
        return block;
    }

    /// <summary>Units × samples, zero in the padding.</summary>
    public T* Signal(int units, int samples, int stride)
    {
        var block = Input(units * stride);
        for (var unit = 0; unit < units; unit++)
            new Span<T>(block + (unit * stride) + samples, stride - samples).Clear();
        return block;
    }

    /// <summary>1 for the first ones, 0 for the padding.</summary>
    public T* Mask(int ones, int count)
    {
        var block = Block(count, isResult: false);
        for (var i = 0; i < count; i++)
            block[i] = i < ones ? T.One : T.Zero;
        return block;
    }

    public T* Zeros(int count) => Mask(0, count);

    public ushort[] Symbols(int count, int bound)
    {
        var symbols = new ushort[count];
        for (var i = 0; i < count; i++)
            symbols[i] = (ushort)_numbers.Below(bound);
        return symbols;
    }

    /// <summary>All results; throws if something was written outside the blocks.</summary>
    public T[] Results()
    {
        var at = 0;
        foreach (var (start, end, _) in _blocks)
        {
            if (new ReadOnlySpan<byte>(_memory + at, start - at).IndexOfAnyExcept(Canary) >= 0)
                throw new InvalidOperationException("A kernel wrote outside its arguments.");
            at = end;
        }

        if (new ReadOnlySpan<byte>(_memory + at, _end - at).IndexOfAnyExcept(Canary) >= 0)
            throw new InvalidOperationException("A kernel wrote past its last argument.");
        var results = new T[_blocks.Where(b => b.IsResult).Sum(b => (b.End - b.Start) / sizeof(T))];
        var filled = 0;
        foreach (var (start, end, isResult) in _blocks)
        {
            if (!isResult)
                continue;
            new ReadOnlySpan<byte>(_memory + start, end - start).CopyTo(MemoryMarshal.AsBytes(results.AsSpan(filled)));
            filled += (end - start) / sizeof(T);
        }

        return results;
    }

    public void Dispose() => NativeMemory.AlignedFree(_memory);

    private T* Block(int count, bool isResult)
    {
        var start = ((_end + Alignment - 1) / Alignment * Alignment) + _misalignment;
        var end = start + (count * sizeof(T));
        var next = end + Alignment;
        if (next > Capacity)
            throw new InvalidOperationException("The size is too large for the test's memory.");
        new Span<byte>(_memory + _end, next - _end).Fill(Canary);
        _blocks.Add((start, end, isResult));
        _end = next;
        return (T*)(_memory + start);
    }

    private T* Fill(T* block, int count)
    {
        for (var i = 0; i < count; i++)
            block[i] = _numbers.Next();
        return block;
    }
}
