using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using Sweeps.Engine.Products;

namespace Sweeps.Engine.Layers;

/// <summary>The examples a network works on at the moment, and scratch space that its layers share.</summary>
internal sealed unsafe class Batch<T>
    where T : unmanaged, INumberBase<T>
{
    private readonly ushort[] _contexts;
    private readonly ushort[] _targets;
    private readonly float[] _features;
    private float[] _targetNumbers = [];

    /// <param name="capacity">The most samples at once.</param>
    /// <param name="context">Symbols per example; of no account where the inputs are numbers.</param>
    /// <param name="widest">The most units of a layer.</param>
    /// <param name="features">Numbers per example; 0 where the inputs are symbols.</param>
    public Batch(Arena<T> arena, int context, int capacity, int widest, AccumulationOrders<T> orders, int features = 0)
    {
        Context = context;
        Stride = Padded.RoundUp(capacity);
        FeatureCount = features;
        _contexts = new ushort[features > 0 ? 0 : Stride * context];
        _features = new float[Stride * features];
        _targets = new ushort[Stride];
        Valid = arena.Allocate(Stride);
        Zero = arena.Allocate(1);
        BySample = arena.Allocate(Stride + 1, Padded.RoundUp(widest + 1));
        Orders = orders;
    }

    public int Context { get; }

    /// <summary>Numbers per example; 0 where the inputs are symbols.</summary>
    public int FeatureCount { get; }

    public int Count { get; private set; }

    /// <summary>Samples, padded.</summary>
    public int Stride { get; }

    /// <summary>1 for each sample, 0 for the padding.</summary>
    public T* Valid { get; }

    /// <summary>A zero.</summary>
    public T* Zero { get; }

    /// <summary>Activations sample by sample, with what is behind its units: a transposition's result, used at once.</summary>
    public T* BySample { get; }

    public AccumulationOrders<T> Orders { get; }

    public ReadOnlySpan<ushort> Contexts => _contexts.AsSpan(0, Count * Context);

    /// <summary>Examples × numbers.</summary>
    public ReadOnlySpan<float> Features => _features.AsSpan(0, Count * FeatureCount);

    /// <summary>Examples × numbers that are asked for, where these are no classes.</summary>
    /// <param name="outputs">Numbers of an example.</param>
    public ReadOnlySpan<float> TargetNumbers(int outputs) => _targetNumbers.AsSpan(0, Count * outputs);

    public ReadOnlySpan<ushort> Targets => _targets.AsSpan(0, Count);

    /// <summary>Takes the examples with these numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Fill(ExampleSet examples, ReadOnlySpan<int> numbers)
    {
        SetCount(numbers.Length);
        if (examples.Inputs is SymbolInputs symbols)
        {
            var contexts = symbols.Indices.Span;
            for (var i = 0; i < numbers.Length; i++)
                for (var j = 0; j < Context; j++)
                    _contexts[(i * Context) + j] = contexts[(numbers[i] * Context) + j];
        }
        else
        {
            var features = ((NumberInputs)examples.Inputs).Numbers.Span;
            for (var i = 0; i < numbers.Length; i++)
                features.Slice(numbers[i] * FeatureCount, FeatureCount).CopyTo(_features.AsSpan(i * FeatureCount));
        }

        if (examples.Targets is ClassTargets classes)
        {
            var targets = classes.Classes.Span;
            for (var i = 0; i < numbers.Length; i++)
                _targets[i] = targets[numbers[i]];
        }
        else
        {
            var asked = (NumberTargets)examples.Targets;
            MakeRoom(asked);
            for (var i = 0; i < numbers.Length; i++)
                asked.Numbers.Span.Slice(numbers[i] * asked.Outputs, asked.Outputs).CopyTo(_targetNumbers.AsSpan(i * asked.Outputs));
        }
    }

    /// <summary>Brings examples nearer that will be taken a step later: they lie all over the data, and waiting for them costs as much as a layer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Prefetch(ExampleSet examples, ReadOnlySpan<int> numbers)
    {
        if (!Sse.IsSupported)
            return;
        // Addresses that the collector changes meanwhile are as good as any: what is fetched is not read.
        if (examples is not { Inputs: SymbolInputs symbols, Targets: ClassTargets classes })
            return;
        var contexts = (ushort*)Unsafe.AsPointer(in MemoryMarshal.GetReference(symbols.Indices.Span));
        var targets = (ushort*)Unsafe.AsPointer(in MemoryMarshal.GetReference(classes.Classes.Span));
        foreach (var number in numbers)
        {
            Sse.Prefetch1(contexts + ((nint)number * symbols.Context));
            Sse.Prefetch1(targets + number);
        }
    }

    /// <summary>Takes consecutive examples.</summary>
    public void Fill(ExampleSet examples, int first, int count)
    {
        SetCount(count);
        if (examples.Inputs is SymbolInputs symbols)
            symbols.Indices.Span.Slice(first * Context, count * Context).CopyTo(_contexts);
        else
            ((NumberInputs)examples.Inputs).Numbers.Span.Slice(first * FeatureCount, count * FeatureCount).CopyTo(_features);
        if (examples.Targets is ClassTargets classes)
        {
            classes.Classes.Span.Slice(first, count).CopyTo(_targets);
        }
        else
        {
            var asked = (NumberTargets)examples.Targets;
            MakeRoom(asked);
            asked.Numbers.Span.Slice(first * asked.Outputs, count * asked.Outputs).CopyTo(_targetNumbers);
        }
    }

    // The first batch shows how many numbers are asked for.
    private void MakeRoom(NumberTargets asked)
    {
        if (_targetNumbers.Length != Stride * asked.Outputs)
            _targetNumbers = new float[Stride * asked.Outputs];
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
