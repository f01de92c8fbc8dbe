using System.Numerics;

namespace Sweeps.Engine.Layers;

internal enum Phase
{
    /// <summary>Batch statistics; what the backward pass needs is kept.</summary>
    Train,

    /// <summary>Measured statistics.</summary>
    Evaluate,
}

/// <summary>A step of the forward pass and its hand-written backward pass, over buffers it was given.</summary>
internal abstract class Layer<T>(ModuleInfo? module, ActivationBuffer<T> input, ActivationBuffer<T> output)
    where T : unmanaged, INumberBase<T>
{
    /// <summary>The module it is to taps; null for what is none (an addition).</summary>
    public ModuleInfo? Module { get; } = module;

    public ActivationBuffer<T> Input { get; } = input;

    public ActivationBuffer<T> Output { get; } = output;

    public virtual Parameter<T>[] Parameters => [];

    /// <summary>What it keeps between steps besides its parameters.</summary>
    public virtual IReadOnlyList<NamedState<T>> State => [];

    public abstract void Forward(Phase phase);

    /// <summary>Reads the output's gradient; overwrites the input's and the parameters'.</summary>
    public abstract void Backward();

    /// <summary>The same, with lines of parameters handed over as soon as their gradient is known and nothing needs them as they are.</summary>
    public virtual void Backward(LinesUpdate<T> update)
    {
        Backward();
        foreach (var parameter in Parameters)
            update(parameter, 0, parameter.Lines);
    }
}
