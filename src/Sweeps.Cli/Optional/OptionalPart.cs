using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using Sweeps.Core;
using Sweeps.Core.Files;

namespace Sweeps.Cli.Optional;

/// <summary>A part that the program does without: an assembly that scripts/install brings, loaded when it is asked for.</summary>
/// <param name="Name">The option of scripts/install, and the folder's name; of an engine the value of <c>engine:</c>.</param>
/// <param name="Assembly">The assembly's name.</param>
/// <param name="Type">The full name of the type that is made of it.</param>
/// <param name="Cost">What bringing it costs.</param>
/// <param name="Platforms">Where it can be had, as .NET names platforms.</param>
internal sealed record OptionalPart(string Name, string Assembly, string Type, string Cost, IReadOnlyList<string> Platforms)
{
    /// <summary>Names a folder that is looked into first, for a part that lies elsewhere.</summary>
    public string Variable => $"SWEEPS_{Name.ToUpperInvariant()}";

    // Plugins share what it has: all of them and the part see one class of each name.
    private static readonly ConcurrentDictionary<string, PartLoadContext> s_contexts = new(StringComparer.Ordinal);

    private static string Platform { get; } =
        $"{(OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux")}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";

    /// <summary>Where scripts/install puts it: every build of a version looks into the same folder, and so does a job on another machine with the same home.</summary>
    public string Home => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "sweeps", Name, ProductVersion.Text.Split('+')[0]);

    /// <summary>Why it cannot be had here, with what brings it; null if it is there.</summary>
    public string? WhyMissing()
    {
        if (Folder is not null)
            return null;
        return Platforms.Contains(Platform, StringComparer.Ordinal)
            ? $"it is not installed. 'scripts/install --{Name}', called in the folder of the sources of sweeps, brings it: {Cost} It goes to {Home}."
            : $"it does not exist for {Platform}, but for {string.Join(", ", Platforms)}.";
    }

    /// <summary>Loads and makes it.</summary>
    /// <typeparam name="T">The contract that its type fulfils.</typeparam>
    /// <param name="arguments">What its type is made with.</param>
    /// <exception cref="FileNotFoundException">It is not installed; the message says what brings it.</exception>
    /// <exception cref="InvalidOperationException">It was built for another state of the program.</exception>
    public T Create<T>(params object[] arguments)
    {
        var folder = Folder ?? throw new FileNotFoundException(WhyMissing());
        var assembly = ContextOf(folder).LoadFromAssemblyPath(FileOf(folder));
        try
        {
            // It was built apart from the program: what does not fit shows now and not in a run.
            foreach (var method in assembly.GetTypes().Where(type => !type.ContainsGenericParameters).SelectMany(Methods))
                RuntimeHelpers.PrepareMethod(method.MethodHandle);
            return (T)Activator.CreateInstance(assembly.GetType(Type, throwOnError: true)!, arguments)!;
        }
        catch (Exception failure) when (failure is TypeLoadException or MissingMemberException or ReflectionTypeLoadException or InvalidCastException)
        {
            throw new InvalidOperationException($"it was built for another state of the program. 'scripts/install --{Name}' builds it again. ({failure.Message})", failure);
        }
    }

    /// <summary>An assembly that plugins share with it: its own, or one that it brings. Null for one that it does not have.</summary>
    /// <exception cref="FileNotFoundException">It is its own, and it is not installed; the message says what brings it.</exception>
    public Assembly? Find(AssemblyName name)
    {
        var isOwn = string.Equals(name.Name, Assembly, StringComparison.Ordinal);
        if (Folder is not { } folder)
            return isOwn ? throw new FileNotFoundException($"it needs the engine '{Name}', and {WhyMissing()}") : null;
        return isOwn ? ContextOf(folder).LoadFromAssemblyPath(FileOf(folder)) : ContextOf(folder).Find(name);
    }

    private PartLoadContext ContextOf(string folder) => s_contexts.GetOrAdd(folder, one => new PartLoadContext(Assembly, one));

    private string? Folder => new[] { Environment.GetEnvironmentVariable(Variable), Path.Combine(AppContext.BaseDirectory, Name), Home }
        .FirstOrDefault(folder => !string.IsNullOrEmpty(folder) && FileProbe.SeemsReadable(FileOf(folder)));

    private string FileOf(string folder) => Path.GetFullPath(Path.Combine(folder, $"{Assembly}.dll"));

    private static IEnumerable<MethodBase> Methods(Type type)
    {
        const BindingFlags all = BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance;
        return type.GetMethods(all).Concat<MethodBase>(type.GetConstructors(all)).Where(method => !method.IsAbstract && !method.ContainsGenericParameters);
    }

    /// <summary>What the program has, the contracts above all, is the program's; everything else comes from the part's folder.</summary>
    private sealed class PartLoadContext(string assembly, string folder) : AssemblyLoadContext(assembly)
    {
        private readonly AssemblyDependencyResolver _resolver = new(Path.GetFullPath(Path.Combine(folder, $"{assembly}.dll")));

        public Assembly? Find(AssemblyName assemblyName) => Load(assemblyName);

        protected override Assembly? Load(AssemblyName assemblyName)
        {
            var isContract = assemblyName.Name!.StartsWith("Sweeps.", StringComparison.Ordinal) && !string.Equals(assemblyName.Name, Name, StringComparison.Ordinal);
            var path = Path.GetFullPath(Path.Combine(folder, $"{assemblyName.Name}.dll"));
            return isContract || !FileProbe.SeemsReadable(path) ? null : LoadFromAssemblyPath(path);
        }

        protected override nint LoadUnmanagedDll(string unmanagedDllName) => _resolver.ResolveUnmanagedDllToPath(unmanagedDllName) is { } path ? LoadUnmanagedDllFromPath(path) : 0;
    }
}
