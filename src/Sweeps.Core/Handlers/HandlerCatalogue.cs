using System.Reflection;
using Sweeps.Core.Handlers.Kinds;

namespace Sweeps.Core.Handlers;

/// <summary>The kinds of handlers that definitions can name. Immutable.</summary>
public sealed class HandlerCatalogue
{
    private HandlerCatalogue(IReadOnlyList<IHandlerKind> kinds, IReadOnlyList<BrokenKind>? broken = null, IReadOnlyList<object>? others = null) =>
        (Kinds, Broken, Others) = (kinds, broken ?? [], others ?? []);

    /// <summary>The kinds that are part of the product.</summary>
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

    /// <summary>A catalogue of these kinds alone.</summary>
    public static HandlerCatalogue Of(params IReadOnlyList<IHandlerKind> kinds) => new(kinds);

    /// <summary>All kinds: the shipped ones first, then those of plugins in the order in which they were loaded.</summary>
    public IReadOnlyList<IHandlerKind> Kinds { get; }

    /// <summary>Kinds of plugins that cannot be used. The reason is reported if a definition names one, and by <c>sweeps handlers --plugin</c>.</summary>
    public IReadOnlyList<BrokenKind> Broken { get; }

    /// <summary>Other objects from plugins, such as measures, in the order in which they were loaded.</summary>
    public IReadOnlyList<object> Others { get; }

    /// <summary>The kind with this name, or null.</summary>
    public IHandlerKind? Find(string name) => Kinds.FirstOrDefault(kind => string.Equals(kind.Name, name, StringComparison.Ordinal));

    /// <summary>A catalogue of these kinds and those of some assemblies. An assembly that is named twice is loaded once.</summary>
    /// <inheritdoc cref="LoadPlugin" path="/exception"/>
    public HandlerCatalogue With(IReadOnlyList<string> plugins, Func<AssemblyName, Assembly?>? shared = null, params IReadOnlyList<Type> besides) =>
        plugins.Distinct(StringComparer.Ordinal).Aggregate(this, (handlers, plugin) => handlers.LoadPlugin(plugin, shared, besides));

    /// <summary>A catalogue of these kinds and those of an assembly. Its code runs with the rights of this process: load only assemblies that the user named.</summary>
    /// <param name="path">A .NET assembly with public kinds that have a constructor without parameters.</param>
    /// <param name="shared">Finds assemblies that a plugin shares with others than the product, such as that of an engine; null for none.</param>
    /// <param name="besides">The interfaces of other objects that a plugin may contain.</param>
    /// <exception cref="PluginException">The file does not exist, is no assembly, was built for another version, or contains no usable kind.</exception>
    public HandlerCatalogue LoadPlugin(string path, Func<AssemblyName, Assembly?>? shared = null, params IReadOnlyList<Type> besides)
    {
        List<IHandlerKind> kinds = [.. Kinds];
        var (loaded, broken, others) = PluginLoader.Load(path, shared ?? (static _ => null), besides);
        foreach (var kind in loaded)
        {
            if (kinds.Find(other => string.Equals(other.Name, kind.Name, StringComparison.Ordinal)) is { } same)
                throw new PluginException($"The plugin '{path}' cannot be used: there is a handler '{kind.Name}' already ({PluginKind.TypeOf(same)}).");
            kinds.Add(kind);
        }

        return new HandlerCatalogue(kinds, [.. Broken, .. broken], [.. Others, .. others]);
    }
}
