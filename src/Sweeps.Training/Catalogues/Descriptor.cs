namespace Sweeps.Training.Catalogues;

/// <summary>Something that a definition chooses by name: an activation, a norm, a loss, an optimizer, an initialisation, a schedule.</summary>
public abstract class Descriptor
{
    /// <summary>The name in definitions: lower case, words joined by '_'. It never changes, since it is part of the identities of runs.</summary>
    public abstract string Name { get; }

    /// <summary>Other names that mean the same in a definition. <see cref="Name"/> is what is stored for them. <value>Default none.</value></summary>
    public virtual IReadOnlyList<string> Aliases => [];

    /// <summary>What it is called elsewhere, and not in a definition, since it could be something else as well: a message says to write the name. <value>Default none.</value></summary>
    public virtual IReadOnlyList<string> CalledElsewhere => [];

    /// <summary>Names of others that people ask for and of which this is the nearest: only a message says so. <value>Default none.</value></summary>
    public virtual IReadOnlyList<string> NearestOf => [];

    /// <summary>One sentence for help, the schema and the documentation.</summary>
    public abstract string Summary { get; }

    /// <summary>The parameters that it brings along; they have no effect where something else is chosen. <value>Default none.</value></summary>
    public virtual IReadOnlyList<OptionDeclaration> Options => [];
}
