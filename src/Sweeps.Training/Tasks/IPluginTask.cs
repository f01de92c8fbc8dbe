using Sweeps.Training.Catalogues;

namespace Sweeps.Training.Tasks;

/// <summary>A task that a plugin brings, with the network that learns it. An engine gives a class to derive from, which says how the network is made and trained.</summary>
public interface IPluginTask : ITask
{
    /// <summary>The name of the engine that trains it.</summary>
    string Engine { get; }

    /// <summary>The version of network, loss and data, from 1. Raise it when the same options begin to give other numbers: it is part of every run's identity.</summary>
    int Revision { get; }

    /// <summary>One sentence for help, the schema and the documentation.</summary>
    string Summary { get; }

    /// <summary>The parameters that the task adds under <c>task</c>, made by <see cref="TaskOption"/>. They can be set and varied like every other parameter.</summary>
    IReadOnlyList<OptionDeclaration> Options { get; }

    /// <summary>Those of <see cref="Options"/> that its own data depend on.</summary>
    IReadOnlyList<OptionDeclaration> DataOptions { get; }

    /// <summary>Whether it brings its own data. The parameters under <c>dataset</c> have no effect then.</summary>
    bool HasData { get; }

    /// <summary>Whether it brings its own optimizer. The parameters under <c>train.optimizer</c> have no effect then.</summary>
    bool HasOptimizer { get; }

    /// <summary>Its own data, the same for the same options.</summary>
    /// <param name="options">The values of <see cref="DataOptions"/>.</param>
    /// <returns>Null unless <see cref="HasData"/>.</returns>
    IDataset? Data(OptionValues options);

    /// <summary>Why its network cannot learn from such inputs, as a sentence that begins with a small letter and has no full stop; null if it can.</summary>
    string? Refuses(InputShape inputs, TargetShape targets);
}
