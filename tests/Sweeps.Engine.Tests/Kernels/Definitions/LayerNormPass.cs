using Sweeps.Engine.Norms;
using Sweeps.Engine.Products;
using Sweeps.Numerics.Lanes;

namespace Sweeps.Engine.Tests.Kernels.Definitions;

/// <summary>What layer norm's kernels give together, as its layer calls them.</summary>
internal unsafe struct LayerNormPass
{
    /// <summary>Units × samples.</summary>
    public float* Y;

    /// <inheritdoc cref="Y"/>
    public float* Gradient;

    /// <summary>A number per unit.</summary>
    public float* GainGradient;

    /// <inheritdoc cref="GainGradient"/>
    public float* BiasGradient;

    /// <param name="x">Units and padding × samples and padding, as is <paramref name="dy"/>.</param>
    public static LayerNormPass Of<V>(GuardedMemory<float> memory, float* x, float* dy, float* gain, float* bias, int units, int samples)
        where V : unmanaged, ILanes<V, float>
    {
        var (stride, unitStride) = (Padded.RoundUp(samples), Padded.RoundUp(units));
        var standard = memory.Zeros(unitStride * stride);
        var mean = memory.Result(stride);
        var scale = memory.Result(stride);
        var dyBySample = memory.Result(unitStride * stride);
        var standardBySample = memory.Result(unitStride * stride);
        var pass = new LayerNormPass
        {
            Y = memory.Result(unitStride * stride),
            Gradient = memory.Result(unitStride * stride),
            GainGradient = memory.Result(unitStride),
            BiasGradient = memory.Result(unitStride),
        };
        LayerNorm<float, V>.Forward(x, gain, bias, pass.Y, standard, mean, scale, units, stride, 1e-5);
        LayerNorm<float, V>.Backward(dy, x, mean, scale, gain, pass.Gradient, units, stride, hasGain: true);
        Transpose.Run(dy, stride, dyBySample, unitStride, unitStride, stride);
        Transpose.Run(standard, stride, standardBySample, unitStride, unitStride, stride);
        AffineGradient<float, V>.Run(dyBySample, standardBySample, unitStride, pass.GainGradient, pass.BiasGradient, samples);
        return pass;
    }
}
