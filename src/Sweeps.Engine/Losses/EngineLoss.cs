using System.Numerics;
using Sweeps.Engine.Checks;
using Sweeps.Numerics.Random;

namespace Sweeps.Engine.Losses;

/// <summary>A loss with all that this engine needs of it. Derived classes stand in a file each, together with their kernels.</summary>
internal abstract class EngineLoss : LossDescriptor
{
    /// <summary>The loss of one network.</summary>
    /// <param name="outputs">The last layer's outputs; their gradient is written beside them.</param>
    /// <param name="batch">The examples, with their targets.</param>
    /// <param name="arena">Where it takes memory from.</param>
    /// <param name="asPyTorch">Whether every bit has to be PyTorch's.</param>
    public abstract LossLayer<T> CreateLayer<T, V>(ActivationBuffer<T> outputs, Batch<T> batch, Arena<T> arena, bool asPyTorch)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : unmanaged, ILanes<V, T>;

    /// <summary>The mean loss in elementary operations, against which the layer is checked: 1 × 1.</summary>
    /// <param name="outputs">Samples × outputs.</param>
    public abstract Variable OnTape(Tape tape, Variable outputs, ExampleTargets targets);

    /// <summary>Targets drawn at random, for checks.</summary>
    public abstract ExampleTargets Draw(int samples, int outputs, TorchGenerator generator);
}

/// <summary>What comes after a network's last layer in training.</summary>
internal abstract unsafe class LossLayer<T>
    where T : unmanaged
{
    /// <summary>Computes the loss of each sample of the batch, and its gradient for the mean loss beside the outputs.</summary>
    /// <returns>A loss per sample, padded with zeros. The gradient is zero in the padding too.</returns>
    public abstract T* Run();
}
