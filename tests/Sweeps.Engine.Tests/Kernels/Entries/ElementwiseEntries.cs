using Sweeps.Engine.Layers;
using Sweeps.Engine.Optimizers;

namespace Sweeps.Engine.Tests.Kernels.Entries;

/// <summary>With and without momentum, dampening, Nesterov's form and decay.</summary>
internal sealed unsafe class SgdEntry : KernelEntry
{
    public override string Name => "SgdKernel.Run";

    public override void Run<T, V>(GuardedMemory<T> memory, KernelSize size)
    {
        var count = size.Units * size.Stride;
        var velocity = size.Units % 2 == 0 ? memory.Changed(count) : null;
        SgdKernel<T, V>.Run(
            memory.Changed(count), memory.Input(count), velocity, rate: 0.3, momentum: 0.9, taken: size.Units % 3 == 0 ? 0.6 : 1, nesterov: size.Units % 4 == 0, decay: size.Samples % 2 == 0 ? 0.01 : 0, count);
    }
}

/// <summary>With and without decay of either kind. Running means of squares are not negative.</summary>
internal sealed unsafe class AdamEntry : KernelEntry
{
    public override string Name => "AdamKernel.Run";

    public override void Run<T, V>(GuardedMemory<T> memory, KernelSize size)
    {
        var count = size.Units * size.Stride;
        var square = memory.Changed(count);
        for (var i = 0; i < count; i++)
            square[i] = T.Abs(square[i]);
        AdamKernel<T, V>.Run(
            memory.Changed(count), memory.Input(count), memory.Changed(count), square, rate: 0.3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, rootOfCorrection: 0.3,
            decay: size.Samples % 2 == 0 ? 0.01 : 0, kept: size.Samples % 3 == 0 ? 0.99 : 1, count);
    }
}

/// <summary>With and without momentum, centred and not, with and without decay.</summary>
internal sealed unsafe class RmsPropEntry : KernelEntry
{
    public override string Name => "RmsPropKernel.Run";

    public override void Run<T, V>(GuardedMemory<T> memory, KernelSize size)
    {
        var count = size.Units * size.Stride;
        var square = memory.Changed(count);
        for (var i = 0; i < count; i++)
            square[i] = T.Abs(square[i]);
        RmsPropKernel<T, V>.Run(
            memory.Changed(count), memory.Input(count), square, size.Units % 2 == 0 ? memory.Changed(count) : null, size.Units % 3 == 0 ? memory.Changed(count) : null,
            rate: 0.3, alpha: 0.9, epsilon: 1e-8, momentum: 0.8, decay: size.Samples % 2 == 0 ? 0.01 : 0, count);
    }
}

internal sealed unsafe class ClampEntry : KernelEntry
{
    public override string Name => "GradientClip.Clamp";

    public override void Run<T, V>(GuardedMemory<T> memory, KernelSize size)
    {
        var count = size.Units * size.Stride;
        GradientClip<T, V>.Clamp(memory.Changed(count), 0.3, count);
    }
}

internal sealed unsafe class ScalingEntry : KernelEntry
{
    public override string Name => "Scaling.Run";

    public override void Run<T, V>(GuardedMemory<T> memory, KernelSize size)
    {
        var count = size.Units * size.Stride;
        var x = memory.Changed(count);
        Scaling<T, V>.Run(x, 0.3, size.Units % 2 == 0 ? x : memory.Result(count), count);
    }
}

internal sealed unsafe class AdditionEntry : KernelEntry
{
    public override string Name => "Addition.Run";

    public override void Run<T, V>(GuardedMemory<T> memory, KernelSize size)
    {
        var count = size.Units * size.Stride;
        var left = memory.Changed(count);
        Addition<T, V>.Run(left, memory.Input(count), size.Units % 2 == 0 ? left : memory.Result(count), count);
    }
}

internal sealed unsafe class MultiplicationEntry : KernelEntry
{
    public override string Name => "Multiplication.Run";

    public override void Run<T, V>(GuardedMemory<T> memory, KernelSize size)
    {
        var count = size.Units * size.Stride;
        var left = memory.Changed(count);
        Multiplication<T, V>.Run(left, memory.Input(count), size.Units % 2 == 0 ? left : memory.Result(count), count);
    }
}

internal sealed unsafe class ScaledAdditionEntry : KernelEntry
{
    public override string Name => "Addition.Scaled";

    public override void Run<T, V>(GuardedMemory<T> memory, KernelSize size)
    {
        var count = size.Units * size.Stride;
        Addition<T, V>.Scaled(memory.Changed(count), memory.Input(count), 0.3, count);
    }
}
