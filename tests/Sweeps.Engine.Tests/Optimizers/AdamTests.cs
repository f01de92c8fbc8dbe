using Sweeps.Engine.Layers;
using Sweeps.Engine.Optimizers;
using Sweeps.Numerics.Lanes;
using Sweeps.Training.Catalogues;

namespace Sweeps.Engine.Tests.Optimizers;

public sealed unsafe class AdamTests
{
    /// <summary>The first step is the learning rate in every number with a gradient, in the direction against it, whatever its size: m̂/√v̂ is g/|g|.</summary>
    [Theory]
    [InlineData(1e-3f)]
    [InlineData(-1f)]
    [InlineData(1e4f)]
    public void The_first_step_is_the_learning_rate(float gradient)
    {
        var (weight, _, _) = Step(gradient, steps: 1);
        Assert.Equal(1 - (0.01 * Math.Sign(gradient)), weight, 1e-6);
    }

    /// <summary>By hand for two gradients of 0.5, weights of 1 and a rate of 0.01: m is 0.05 and 0.095, v is 0.00025 and 0.00049975, and both steps are the rate (but for ε).</summary>
    [Fact]
    public void Two_steps_by_hand()
    {
        var (weight, mean, square) = Step(0.5f, steps: 2);
        Assert.Equal(0.98, weight, 1e-6);
        Assert.Equal(0.095, mean, 1e-7);
        Assert.Equal(0.00049975, square, 1e-9);
    }

    private static (float Weight, float Mean, float Square) Step(float gradient, int steps)
    {
        using var arena = new Arena<float>();
        var (weights, gradients) = ((nint)arena.Allocate(16), (nint)arena.Allocate(16));
        nint[] slots = [(nint)arena.Allocate(16), (nint)arena.Allocate(16)];
        (*(float*)weights, *(float*)gradients) = (1, gradient);
        var adam = new Adam().Create<float, Lanes1<float>>(OptionValues.None);
        for (var step = 1; step <= steps; step++)
        {
            adam.Begin(step, scheduledMomentum: null);
            adam.Update((float*)weights, (float*)gradients, new SlotPointers<float>(slots, 0), rate: 0.01, decay: 0, 16);
        }

        return (*(float*)weights, *(float*)slots[0], *(float*)slots[1]);
    }
}
