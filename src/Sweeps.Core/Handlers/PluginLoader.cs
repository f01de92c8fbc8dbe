using System.Reflection;
using System.Runtime.Loader;
using Sweeps.Core.Files;

namespace Sweeps.Core.Handlers;

/// <summary>The exception for an assembly that the user named and that cannot be used.</summary>
public sealed class PluginException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>Finds kinds of handlers in an assembly outside the product.</summary>
internal static class PluginLoader
{
    /// <summary>Loads the kinds of an assembly, ordered by name so that their order in the assembly has no effect, and those that cannot be used.</summary>
    /// <exception cref="PluginException">See <see cref="HandlerCatalogue.LoadPlugin"/>.</exception>
    public static (IReadOnlyList<IHandlerKind> Kinds, IReadOnlyList<BrokenKind> Broken, IReadOnlyList<object> Others) Load(string path, Func<AssemblyName, Assembly?> shared, IReadOnlyList<Type> besides)
    {
        var full = Path.GetFullPath(path);
        if (!FileProbe.SeemsReadable(full))
            throw new PluginException($"There is no plugin '{path}' ({full}).");
        if (FileProbe.Target(full) is not FileKind.File)
            throw new PluginException($"The plugin '{path}' is a pipe or a device, and no assembly.");
        try
        {
            using var call = PluginCall.Enter($"the plugin '{path}'");
            var assembly = new PluginContext(full, shared).LoadFromAssemblyPath(full);
            RequireSameVersion(path, assembly);
            var kinds = new List<IHandlerKind>();
            var broken = new List<BrokenKind>();
            var others = new List<object>();
            foreach (var type in Types(path, assembly, broken))
            {
                if (IsMade(type) && besides.Any(contract => contract.IsAssignableFrom(type)))
                    others.Add(Activator.CreateInstance(type)!);
                var (kind, fault) = Make(path, type);
                if (kind is not null)
                    kinds.Add(kind);
                if (fault is not null)
                    broken.Add(fault);
            }

            if (kinds.Count == 0 && others.Count == 0)
            {
                throw new PluginException(broken.Count > 0
                    ? $"The plugin '{path}' cannot be used: {string.Join(" ", broken.Select(fault => fault.Problem))}"
                    : $"The plugin '{path}' holds no public class that is {string.Join(" or ", besides.Prepend(typeof(IHandlerKind)).Select(contract => $"{(contract.IsInterface ? "an" : "a")} {contract.Name}"))} and has a constructor without parameters.");
            }

            return ([.. kinds.OrderBy(kind => kind.Name, StringComparer.Ordinal)], broken, [.. others.OrderBy(other => other.GetType().FullName, StringComparer.Ordinal)]);
        }
        catch (BadImageFormatException exception)
        {
            throw new PluginException($"The plugin '{path}' is not a .NET assembly for this machine.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or TypeLoadException or MissingMemberException or InvalidOperationException or System.Reflection.TargetInvocationException)
        {
            throw new PluginException($"The plugin '{path}' cannot be loaded: {exception.Message}", exception);
        }
    }

    /// <summary>The public types. Types that refer to something missing are reported and left out.</summary>
    private static IEnumerable<Type> Types(string path, Assembly assembly, List<BrokenKind> broken)
    {
        try
        {
            return assembly.GetExportedTypes();
        }
        catch (Exception exception) when (exception is TypeLoadException or IOException or ReflectionTypeLoadException)
        {
            try
            {
                return assembly.GetTypes().Where(type => type.IsVisible);
            }
            catch (ReflectionTypeLoadException partly)
            {
                foreach (var message in partly.LoaderExceptions.Select(cause => cause?.Message ?? "").Distinct(StringComparer.Ordinal))
                    broken.Add(new BrokenKind(path, "", $"a type cannot be loaded: {Ended(message)}"));
                return partly.Types.OfType<Type>().Where(type => type.IsVisible);
            }
        }
    }

    /// <returns>The kind, or the problem with it; neither if the type is no kind.</returns>
    private static (IHandlerKind? Kind, BrokenKind? Broken) Make(string path, Type type)
    {
        var name = type.FullName ?? type.Name;
        var doing = "cannot be loaded";
        try
        {
            if (!IsKind(type))
                return default;
            doing = "cannot be made";
            var kind = (IHandlerKind)Activator.CreateInstance(type)!;
            doing = "cannot say what it is";
            name = kind.Name ?? name;
            return KindCheck.Problem(kind) is { } problem ? (null, new BrokenKind(path, name, problem)) : (new PluginKind(kind, path), null);
        }
        catch (Exception exception)
        {
            var typeName = string.Equals(name, type.FullName, StringComparison.Ordinal) ? "" : $" ({type.FullName})";
            return (null, new BrokenKind(path, name, $"the handler '{name}'{typeName} {doing}: {Ended(PluginKind.Told(exception))}"));
        }
    }

    private static string Ended(string sentence) => sentence.TrimEnd('.') + ".";

    private static bool IsKind(Type type) => typeof(IHandlerKind).IsAssignableFrom(type) && IsMade(type);

    private static bool IsMade(Type type) =>
        type is { IsClass: true, IsAbstract: false, ContainsGenericParameters: false } && type.GetConstructor(Type.EmptyTypes) is not null;

    // Contracts may change with the minor version while the major version is 0. A plugin for another version would fail later, with a less clear message.
    private static void RequireSameVersion(string path, Assembly assembly)
    {
        var core = typeof(IHandlerKind).Assembly.GetName();
        // Tasks derive from a class of their engine's, which refers to the contracts of training.
        var wanted = Array.FindAll(assembly.GetReferencedAssemblies(), name => string.Equals(name.Name, core.Name, StringComparison.Ordinal) || name.Name is "Sweeps.Training" or "Sweeps.Torch");
        if (wanted.Length == 0)
            throw new PluginException($"The plugin '{path}' does not refer to {core.Name}, so there is no handler in it.");
        if (Array.Find(wanted, name => !string.Equals(name.Version?.ToString(2), core.Version?.ToString(2), StringComparison.Ordinal)) is { } other)
            throw new PluginException($"The plugin '{path}' was built for {other.Name} {other.Version?.ToString(2)}; this is {core.Version?.ToString(2)}.");
    }

    /// <summary>The load context of a plugin. A plugin has its own dependencies, but shares the product's assemblies, so that both use the same interface types.</summary>
    private sealed class PluginContext(string path, Func<AssemblyName, Assembly?> shared) : AssemblyLoadContext(Path.GetFileNameWithoutExtension(path))
    {
        private static readonly AssemblyLoadContext s_product = GetLoadContext(typeof(IHandlerKind).Assembly)!;
        private readonly AssemblyDependencyResolver _resolver = new(path);

        protected override Assembly? Load(AssemblyName assemblyName)
        {
            if (assemblyName.Name is "Sweeps.Core" or "Sweeps.Training" or "Sweeps.Numerics" or "Sweeps.Tables" or "Sweeps.Engine")
                return s_product.LoadFromAssemblyName(new AssemblyName(assemblyName.Name));
            if (shared(assemblyName) is { } assembly)
                return assembly;
            return _resolver.ResolveAssemblyToPath(assemblyName) is { } found ? LoadFromAssemblyPath(found) : null;
        }
    }
}
