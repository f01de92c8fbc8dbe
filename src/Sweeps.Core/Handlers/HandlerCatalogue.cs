using Sweeps.Core.Handlers.Kinds;

namespace Sweeps.Core.Handlers;

/// <summary>The kinds of handlers that definitions can name. Immutable.</summary>
public sealed class HandlerCatalogue
{
    private HandlerCatalogue(IReadOnlyList<IHandlerKind> kinds) => Kinds = kinds;

    /// <summary>The kinds that come with the product.</summary>
    public static HandlerCatalogue Shipped { get; } = new([
        new PercentilesKind(),
        new HistogramKind(),
        new MomentsKind(),
        new RankCollapseKind(),
        new UpdateRatioKind(),
        new DeadUnitsKind(),
        new SaturationKind(),
        new SaturatedUnitsKind(),
    ]);

    /// <summary>Shipped kinds first, then those of plugins in the order they were loaded.</summary>
    public IReadOnlyList<IHandlerKind> Kinds { get; }

    /// <summary>The kind with this name, or null.</summary>
    public IHandlerKind? Find(string name) => Kinds.FirstOrDefault(kind => string.Equals(kind.Name, name, StringComparison.Ordinal));

    /// <summary>These kinds and those of an assembly. Its code runs with the rights of this process: load only what the user named.</summary>
    /// <param name="path">A .NET assembly with public kinds that have a constructor without parameters.</param>
    /// <exception cref="PluginException">There is no such file, it is no assembly, was built for another version, holds no kind, or one that cannot be used.</exception>
    public HandlerCatalogue LoadPlugin(string path)
    {
        List<IHandlerKind> kinds = [.. Kinds];
        foreach (var kind in PluginLoader.Load(path))
        {
            if (KindCheck.Problem(kind) is { } problem)
                throw new PluginException($"The plugin '{path}' cannot be used: {problem}");
            if (kinds.Exists(other => string.Equals(other.Name, kind.Name, StringComparison.Ordinal)))
                throw new PluginException($"The plugin '{path}' cannot be used: there is a handler '{kind.Name}' already ({kinds.First(other => string.Equals(other.Name, kind.Name, StringComparison.Ordinal)).GetType().FullName}).");
            kinds.Add(kind);
        }

        return new HandlerCatalogue(kinds);
    }
}
