namespace Sweeps.Engine.Optimizers;

/// <summary>The optimizers that there are.</summary>
internal static class OptimizerCatalogue
{
    /// <summary>Every optimizer, in the order in which they are listed to people.</summary>
    public static IReadOnlyList<EngineOptimizer> All { get; } = [new Sgd(), new Adam(), new AdamW(), new RmsProp()];

    /// <summary>The same, by name.</summary>
    public static Catalogue<OptimizerDescriptor> Descriptors { get; } = new("optimizer", All);

    /// <summary>The optimizer with this name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static EngineOptimizer Of(string name) => (EngineOptimizer)Descriptors.Get(name);
}
