using System.Reflection;
using System.Runtime.Loader;

namespace Sweeps.Core.Handlers;

/// <summary>An assembly that the user named cannot be used.</summary>
public sealed class PluginException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>Finds kinds of handlers in an assembly outside the product.</summary>
internal static class PluginLoader
{
    /// <summary>Its kinds, ordered by name so that the order in the assembly means nothing.</summary>
    /// <exception cref="PluginException">See <see cref="HandlerCatalogue.LoadPlugin"/>.</exception>
    public static IReadOnlyList<IHandlerKind> Load(string path)
    {
        var full = Path.GetFullPath(path);
        if (!File.Exists(full))
            throw new PluginException($"There is no plugin '{path}' ({full}).");
        try
        {
            var assembly = new PluginContext(full).LoadFromAssemblyPath(full);
            RequireSameVersion(path, assembly);
            var types = assembly.GetExportedTypes().Where(IsKind).ToList();
            if (types.Count == 0)
                throw new PluginException($"The plugin '{path}' holds no public class that is an {nameof(IHandlerKind)} and has a constructor without parameters.");
            return [.. types.Select(type => (IHandlerKind)Activator.CreateInstance(type)!).OrderBy(kind => kind.Name, StringComparer.Ordinal)];
        }
        catch (BadImageFormatException exception)
        {
            throw new PluginException($"The plugin '{path}' is not a .NET assembly for this machine.", exception);
        }
        catch (TargetInvocationException exception)
        {
            throw new PluginException($"A handler of the plugin '{path}' cannot be made: {exception.InnerException?.Message}", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or TypeLoadException or MissingMemberException or InvalidOperationException)
        {
            throw new PluginException($"The plugin '{path}' cannot be loaded: {exception.Message}", exception);
        }
    }

    private static bool IsKind(Type type) =>
        type is { IsClass: true, IsAbstract: false, ContainsGenericParameters: false }
        && typeof(IHandlerKind).IsAssignableFrom(type)
        && type.GetConstructor(Type.EmptyTypes) is not null;

    // Contracts may change with the minor version as long as the major one is 0; a plugin for another would fail later and less clearly.
    private static void RequireSameVersion(string path, Assembly assembly)
    {
        var core = typeof(IHandlerKind).Assembly.GetName();
        var wanted = Array.Find(assembly.GetReferencedAssemblies(), name => string.Equals(name.Name, core.Name, StringComparison.Ordinal));
        if (wanted is null)
            throw new PluginException($"The plugin '{path}' does not refer to {core.Name}, so there is no handler in it.");
        if (!string.Equals(wanted.Version?.ToString(2), core.Version?.ToString(2), StringComparison.Ordinal))
            throw new PluginException($"The plugin '{path}' was built for {core.Name} {wanted.Version?.ToString(2)}; this is {core.Version?.ToString(2)}.");
    }

    /// <summary>A plugin brings its own dependencies and shares the product's: its kinds must be kinds here.</summary>
    private sealed class PluginContext(string path) : AssemblyLoadContext(Path.GetFileNameWithoutExtension(path))
    {
        private static readonly AssemblyLoadContext s_product = GetLoadContext(typeof(IHandlerKind).Assembly)!;
        private readonly AssemblyDependencyResolver _resolver = new(path);

        protected override Assembly? Load(AssemblyName assemblyName)
        {
            if (assemblyName.Name is "Sweeps.Core" or "Sweeps.Engine" or "Sweeps.Parquet")
                return s_product.LoadFromAssemblyName(new AssemblyName(assemblyName.Name));
            return _resolver.ResolveAssemblyToPath(assemblyName) is { } found ? LoadFromAssemblyPath(found) : null;
        }
    }
}
