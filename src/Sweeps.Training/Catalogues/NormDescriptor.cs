namespace Sweeps.Training.Catalogues;

/// <summary>The description of a normalisation that does not depend on an engine.</summary>
public abstract class NormDescriptor : Descriptor
{
    /// <summary>The type of its modules in tables, as PyTorch's class is called without the dimension: <c>BatchNorm</c>; null if it adds no module.</summary>
    public abstract string? ModuleType { get; }

    /// <summary>The fewest examples of a batch that a network with it can be trained on. <value>Default 1.</value></summary>
    public virtual int LeastSamples => 1;
}
