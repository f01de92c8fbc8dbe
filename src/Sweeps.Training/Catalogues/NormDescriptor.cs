namespace Sweeps.Training.Catalogues;

/// <summary>A normalisation, as everybody but its engine knows it.</summary>
public abstract class NormDescriptor : Descriptor
{
    /// <summary>The type of its modules in tables, as PyTorch's class is called without the dimension: <c>BatchNorm</c>; null if it adds no module.</summary>
    public abstract string? ModuleType { get; }

    /// <summary>The fewest examples of a batch that a network with it can be trained on. <value>Default 1.</value></summary>
    public virtual int LeastSamples => 1;
}
