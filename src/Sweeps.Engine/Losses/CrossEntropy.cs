using System.Numerics;
using System.Runtime.Intrinsics.X86;
using Sweeps.Engine.Checks;
using Sweeps.Engine.Products;
using Sweeps.Numerics.Functions;
using Sweeps.Numerics.Random;

namespace Sweeps.Engine.Losses;

/// <summary>The cross-entropy of the softmax of the outputs, as torch.nn.CrossEntropyLoss.</summary>
internal sealed class CrossEntropyLoss : EngineLoss
{
    public override string Name => "cross_entropy";

    public override string Summary => "The cross-entropy of the softmax of the outputs and the class, in nats, as torch.nn.CrossEntropyLoss.";

    public override bool HasPyTorchBits => true;

    public override bool Accepts(TargetShape targets) => targets is ClassShape;

    public override LossLayer<T> CreateLayer<T, V>(ActivationBuffer<T> outputs, Batch<T> batch, Arena<T> arena, bool asPyTorch) =>
        new CrossEntropyLayer<T, V>(outputs, batch, arena, asPyTorch);

    public override Variable OnTape(Tape tape, Variable outputs, ExampleTargets targets) =>
        new ElementaryLayers(tape).CrossEntropy(outputs, [.. ((ClassTargets)targets).Classes.ToArray().Select(target => (int)target)]);

    public override ExampleTargets Draw(int samples, int outputs, TorchGenerator generator) =>
        new ClassTargets(Enumerable.Range(0, samples).Select(_ => (ushort)generator.RandInt(outputs)).ToArray());
}

internal sealed unsafe class CrossEntropyLayer<T, V>(ActivationBuffer<T> outputs, Batch<T> batch, Arena<T> arena, bool asPyTorch) : LossLayer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where V : unmanaged, ILanes<V, T>
{
    private readonly T* _losses = arena.Allocate(batch.Stride);
    private readonly T* _largest = arena.Allocate(batch.Stride);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override T* Run()
    {
        CrossEntropy<T, V>.Run(outputs.Value, batch.Targets, _losses, outputs.Gradient, _largest, batch.Valid, outputs.Units, outputs.Stride, asPyTorch);
        return _losses;
    }
}

/// <summary>
/// Softmax cross-entropy of logits, classes × samples: log p = (z − max) − log Σ e^(z − max); the loss is −log p of the target, its
/// gradient p/n, less 1/n for the target. Sums are in the order of ATen's AVX2 kernels (<see cref="EightSums"/> over the classes), so that losses are PyTorch's bits.
/// PyTorch's p/n is a second exponential, e^(log p) · (1/n), and p·(1/n) − 1/n is rounded once; ours is e^(z − max) · ((1/n) / Σ e^(z − max)).
/// </summary>
internal static unsafe class CrossEntropy<T, V>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where V : unmanaged, ILanes<V, T>
{
    /// <param name="targets">The class of each of the n samples.</param>
    /// <param name="losses">The loss of each sample; zero in the padding.</param>
    /// <param name="gradient">Of the mean loss with respect to the logits; zero in the padding.</param>
    /// <param name="largest">Scratch for a number per sample.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(
        T* logits, ReadOnlySpan<ushort> targets, T* losses, T* gradient, T* largest, T* valid, int classes, int stride, bool asPyTorch)
    {
        var share = 1.0 / targets.Length;
        for (var sample = 0; sample < stride; sample += V.Count)
        {
            var max = V.Load(logits + sample);
            for (var c = 1; c < classes; c++)
                max = Larger(max, V.Load(logits + (c * stride) + sample));

            var sum = SumOfExponentials(logits + sample, max, gradient + sample, classes, stride);
            V.Store(largest + sample, max);
            V.Store(losses + sample, LaneFunctions.Log(sum));
            var counts = V.Less(V.Of(0), V.Load(valid + sample));
            if (asPyTorch)
                Probabilities(logits + sample, max, V.Load(losses + sample), V.Select(counts, V.Of(share), V.Of(0)), gradient + sample, classes, stride);
            else
                Scale(gradient + sample, V.Select(counts, V.Of(share) / sum, V.Of(0)), classes, stride);
        }

        for (var sample = 0; sample < targets.Length; sample++)
            largest[sample] = logits[(targets[sample] * stride) + sample] - largest[sample];
        Losses(losses, largest, stride);
        if (asPyTorch)
            TargetGradients(losses, largest, share, stride);
        for (var sample = 0; sample < targets.Length; sample++)
        {
            var place = gradient + (targets[sample] * stride) + sample;
            *place = asPyTorch ? largest[sample] : *place - T.CreateTruncating(share);
        }

        for (var sample = targets.Length; sample < stride; sample++)
            losses[sample] = T.Zero;
    }

    /// <summary>The other, unless it is less: where the largest so far is not a number, the other again. Arm's instruction would keep what is not a number, x86's does not.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Larger(V largest, V other) => X86Base.IsSupported ? V.AtLeast(largest, other) : V.Select(V.Less(other, largest), largest, other);

    /// <param name="exponentials">Each of them.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static V SumOfExponentials(T* logits, V max, T* exponentials, int classes, int stride)
    {
        for (var c = 0; c < classes; c++)
            V.Store(exponentials + (c * stride), LaneFunctions.Exp(V.Load(logits + (c * stride)) - max));
        return EightSums.Of<T, V>(exponentials, stride, classes);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Scale(T* numbers, V factor, int classes, int stride)
    {
        for (var c = 0; c < classes; c++)
            V.Store(numbers + (c * stride), V.Load(numbers + (c * stride)) * factor);
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Probabilities(T* logits, V max, V logSum, V factor, T* result, int classes, int stride)
    {
        for (var c = 0; c < classes; c++)
            V.Store(result + (c * stride), LaneFunctions.Exp((V.Load(logits + (c * stride)) - max) - logSum) * factor);
    }

    /// <param name="losses">At first the logarithms of the sums.</param>
    /// <param name="logits">Of the targets, less the largest.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Losses(T* losses, T* logits, int stride)
    {
        for (var sample = 0; sample < stride; sample += V.Count)
            V.Store(losses + sample, V.Load(losses + sample) - V.Load(logits + sample));
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void TargetGradients(T* losses, T* result, double share, int stride)
    {
        for (var sample = 0; sample < stride; sample += V.Count)
            V.Store(result + sample, V.Fma(LaneFunctions.Exp(-V.Load(losses + sample)), V.Of(share), -V.Of(share)));
    }
}
