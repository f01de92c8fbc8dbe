using System.Numerics;
using Sweeps.Engine.Kernels;

namespace Sweeps.Engine.Tests.Kernels.Entries;

/// <summary>Sums that have one vector form, whose lanes are part of the definition; one lane stands for the scalar form.</summary>
internal abstract unsafe class LaneSumEntry : KernelEntry
{
    public sealed override void Run<T, V>(GuardedMemory<T> memory, KernelSize size)
    {
        var results = memory.Result(size.Units);
        var x = memory.Signal(size.Units, size.Samples, size.Stride);
        var y = memory.Input(size.Units * size.Stride);
        for (var unit = 0; unit < size.Units; unit++)
        {
            var offset = unit * size.Stride;
            results[unit] = T.CreateTruncating(V.Count == 1
                ? Definition(x + offset, y + offset, size.Stride)
                : Kernel(x + offset, y + offset, size.Stride));
        }
    }

    protected abstract double Definition<T>(T* x, T* y, int stride)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    protected abstract double Kernel<T>(T* x, T* y, int stride)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}

internal sealed unsafe class SumEntry : LaneSumEntry
{
    public override string Name => "LaneSum.Of";

    protected override double Definition<T>(T* x, T* y, int stride) => LaneSum<T>.Scalar<LaneSum<T>.Identity>(x, x, 0, stride);

    protected override double Kernel<T>(T* x, T* y, int stride) => LaneSum<T>.Of(x, stride);
}

internal sealed unsafe class DotEntry : LaneSumEntry
{
    public override string Name => "LaneSum.Dot";

    protected override double Definition<T>(T* x, T* y, int stride) => LaneSum<T>.Scalar<LaneSum<T>.Times>(x, y, 0, stride);

    protected override double Kernel<T>(T* x, T* y, int stride) => LaneSum<T>.Dot(x, y, stride);
}

internal sealed unsafe class SquaredDeviationsEntry : LaneSumEntry
{
    public override string Name => "LaneSum.SquaredDeviations";

    protected override double Definition<T>(T* x, T* y, int stride) => LaneSum<T>.Scalar<LaneSum<T>.SquaredDeviation>(y, x, 0.3, stride);

    protected override double Kernel<T>(T* x, T* y, int stride) => LaneSum<T>.SquaredDeviations(y, x, 0.3, stride);
}

internal sealed unsafe class AffineGradientEntry : KernelEntry
{
    public override string Name => "AffineGradient.Run";

    public override void Run<T, V>(GuardedMemory<T> memory, KernelSize size)
    {
        var gradient = memory.Signal(size.Units, size.Samples, size.Stride);
        var standard = memory.Input(size.Units * size.Stride);
        var gain = memory.Result(size.Units);
        var bias = memory.Result(size.Units);
        if (V.Count > 1)
        {
            AffineGradient<T>.Run(gradient, standard, gain, bias, size.Units, size.Stride);
            return;
        }

        for (var unit = 0; unit < size.Units; unit++)
        {
            var dy = gradient + (unit * size.Stride);
            var normal = standard + (unit * size.Stride);
            gain[unit] = T.CreateTruncating(LaneSum<T>.Scalar<LaneSum<T>.Times>(dy, normal, 0, size.Stride));
            bias[unit] = T.CreateTruncating(LaneSum<T>.Scalar<LaneSum<T>.Identity>(dy, dy, 0, size.Stride));
        }
    }
}

/// <summary>One form for all lanes, which <c>LossSumTests</c> compares with PyTorch's.</summary>
internal sealed unsafe class LossSumEntry : KernelEntry
{
    public override string Name => "LossSum.Of";

    public override void Run<T, V>(GuardedMemory<T> memory, KernelSize size) =>
        *memory.Result(1) = LossSum.Of(memory.Input(size.Samples), size.Samples);
}
