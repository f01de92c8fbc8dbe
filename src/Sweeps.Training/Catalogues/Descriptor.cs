namespace Sweeps.Training.Catalogues;

/// <summary>Something that a definition chooses by name: an activation, a norm, a loss, an optimizer, an initialisation, a schedule.</summary>
public abstract class Descriptor
{
    /// <summary>The name in definitions: lower case, words joined by '_'. It never changes, since it is part of the identities of runs.</summary>
    public abstract string Name { get; }

    /// <summary>Other names that mean the same in a definition. <see cref="Name"/> is what is stored for them. <value>Default none.</value></summary>
    public virtual IReadOnlyList<string> Aliases => [];

    /// <summary>Names in other tools that are not allowed in a definition because they are ambiguous. A message says to write <see cref="Name"/>. <value>Default none.</value></summary>
    public virtual IReadOnlyList<string> CalledElsewhere => [];

    /// <summary>Names of unsupported choices to which this one is the nearest, for messages. <value>Default none.</value></summary>
    public virtual IReadOnlyList<string> NearestOf => [];

    /// <summary>
    /// Whether what it computes under <c>arithmetic: pytorch</c> has been shown to have PyTorch's bits. Otherwise that arithmetic is refused with it.
    /// Without meaning for what does not compute in float32: schedules and initialisations. <value>Default false.</value>
    /// </summary>
    public virtual bool HasPyTorchBits => false;

    /// <summary>One sentence for help, the schema and the documentation.</summary>
    public abstract string Summary { get; }

    /// <summary>The parameters that the descriptor adds. They have no effect if another descriptor is chosen. <value>Default none.</value></summary>
    public virtual IReadOnlyList<OptionDeclaration> Options => [];
}
