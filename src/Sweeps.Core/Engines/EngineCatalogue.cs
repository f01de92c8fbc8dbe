using System.Collections;
using System.Reflection;
using Sweeps.Core.Text;
using Sweeps.Training;

namespace Sweeps.Core.Engines;

/// <summary>The engines that definitions choose from, the default first. Each is created when it is first asked for, and kept. Thread-safe.</summary>
public sealed class EngineCatalogue : IReadOnlyList<EngineEntry>
{
    private readonly IReadOnlyList<EngineEntry> _entries;
    private readonly Dictionary<string, Lazy<ITrainingEngine>> _engines;

    /// <param name="entries">The engines, the default first.</param>
    /// <exception cref="ArgumentException">There is none, or two have the same name.</exception>
    public EngineCatalogue(params IReadOnlyList<EngineEntry> entries)
    {
        if (entries.Count == 0)
            throw new ArgumentException("A catalogue of engines has at least one.", nameof(entries));
        _entries = entries;
        _engines = entries.ToDictionary(entry => entry.Name, entry => new Lazy<ITrainingEngine>(() => Create(entry)), StringComparer.Ordinal);
    }

    /// <summary>The engine that trains when a definition names none.</summary>
    public EngineEntry Default => _entries[0];

    /// <summary>The names, the default's first.</summary>
    public IEnumerable<string> Names => _entries.Select(entry => entry.Name);

    /// <inheritdoc/>
    public int Count => _entries.Count;

    /// <inheritdoc/>
    public EngineEntry this[int index] => _entries[index];

    /// <summary>A catalogue of one engine, which exists already.</summary>
    public static EngineCatalogue Of(ITrainingEngine engine) => new(new EngineEntry(engine.Name, "", () => engine));

    /// <summary>An assembly that plugins share with one of the engines; null if none of them has it.</summary>
    internal Assembly? FindAssembly(AssemblyName name) => _entries.Select(entry => entry.Assembly(name)).FirstOrDefault(assembly => assembly is not null);

    /// <summary>The engine with this name.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <exception cref="EngineException">There is no such engine, or it cannot be had here; the message says what brings it.</exception>
    public ITrainingEngine Get(string name) => _engines.TryGetValue(name, out var engine)
        ? engine.Value
        : throw new EngineException($"There is no engine {Wording.Quote(name)}; there is {Wording.OneOf([.. Names])}.");

    /// <inheritdoc/>
    public IEnumerator<EngineEntry> GetEnumerator() => _entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static ITrainingEngine Create(EngineEntry entry)
    {
        if (entry.WhyMissing() is { } why)
            throw new EngineException($"The engine '{entry.Name}' cannot be had here: {why}");
        ITrainingEngine engine;
        try
        {
            engine = entry.Create();
        }
        catch (Exception failure) when (failure is not EngineException)
        {
            throw new EngineException($"The engine '{entry.Name}' cannot be loaded: {failure.Message}", failure);
        }

        return string.Equals(engine.Name, entry.Name, StringComparison.Ordinal)
            ? engine
            : throw new InvalidOperationException($"The engine '{entry.Name}' calls itself '{engine.Name}'.");
    }
}
