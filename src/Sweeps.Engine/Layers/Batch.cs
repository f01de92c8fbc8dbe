using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using Sweeps.Engine.Products;
using Sweeps.Training;

namespace Sweeps.Engine.Layers;

/// <summary>The examples a network works on at the moment, and scratch space that its layers share.</summary>
internal sealed unsafe class Batch<T>
    where T : unmanaged, INumberBase<T>
{
    private readonly ushort[] _contexts;
    private readonly ushort[] _targets;

    /// <param name="capacity">The most samples at once.</param>
    /// <param name="widest">The most units of a signal.</param>
    public Batch(Arena<T> arena, int context, int capacity, int widest, AccumulationOrders<T> orders)
    {
        Context = context;
        Stride = Padded.RoundUp(capacity);
        _contexts = new ushort[Stride * context];
        _targets = new ushort[Stride];
        Valid = arena.Allocate(Stride);
        Zero = arena.Allocate(1);
        BySample = arena.Allocate(Stride + 1, Padded.RoundUp(widest + 1));
        Orders = orders;
    }

    public int Context { get; }

    public int Count { get; private set; }

    /// <summary>Samples, padded.</summary>
    public int Stride { get; }

    /// <summary>1 for each sample, 0 for the padding.</summary>
    public T* Valid { get; }

    /// <summary>A zero.</summary>
    public T* Zero { get; }

    /// <summary>A signal sample by sample, with what is behind its units: a transposition's result, used at once.</summary>
    public T* BySample { get; }

    public AccumulationOrders<T> Orders { get; }

    public ReadOnlySpan<ushort> Contexts => _contexts.AsSpan(0, Count * Context);

    public ReadOnlySpan<ushort> Targets => _targets.AsSpan(0, Count);

    /// <summary>Takes the examples with these numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Fill(ExampleSet examples, ReadOnlySpan<int> numbers)
    {
        var contexts = examples.Contexts.Span;
        var targets = examples.Targets.Span;
        SetCount(numbers.Length);
        for (var i = 0; i < numbers.Length; i++)
        {
            for (var j = 0; j < Context; j++)
                _contexts[(i * Context) + j] = contexts[(numbers[i] * Context) + j];
            _targets[i] = targets[numbers[i]];
        }
    }

    /// <summary>Brings examples nearer that will be taken a step later: they lie all over the data, and waiting for them costs as much as a layer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Prefetch(ExampleSet examples, ReadOnlySpan<int> numbers)
    {
        if (!Sse.IsSupported)
            return;
        // Addresses that the collector changes meanwhile are as good as any: what is fetched is not read.
        var contexts = (ushort*)Unsafe.AsPointer(in MemoryMarshal.GetReference(examples.Contexts.Span));
        var targets = (ushort*)Unsafe.AsPointer(in MemoryMarshal.GetReference(examples.Targets.Span));
        foreach (var number in numbers)
        {
            Sse.Prefetch1(contexts + ((nint)number * examples.Context));
            Sse.Prefetch1(targets + number);
        }
    }

    /// <summary>Takes consecutive examples.</summary>
    public void Fill(ExampleSet examples, int first, int count)
    {
        SetCount(count);
        examples.Contexts.Span.Slice(first * Context, count * Context).CopyTo(_contexts);
        examples.Targets.Span.Slice(first, count).CopyTo(_targets);
    }

    private void SetCount(int count)
    {
        if (Count == count)
            return;
        Count = count;
        for (var i = 0; i < Stride; i++)
            Valid[i] = i < count ? T.One : T.Zero;
        Orders.SetSamples(count);
    }
}
