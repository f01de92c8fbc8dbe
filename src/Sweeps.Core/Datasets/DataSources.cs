namespace Sweeps.Core.Datasets;

/// <summary>The files that a definition names, by kind and source. Immutable once it is read.</summary>
public sealed class DataSources
{
    private readonly Dictionary<string, Dictionary<string, NamedSource>> _found = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<string, string>> _problems = new(StringComparer.Ordinal);

    /// <summary>Those that can be used.</summary>
    public IEnumerable<NamedSource> All => _found.Values.SelectMany(sources => sources.Values);

    /// <summary>The file that a cell trains on; null if it cannot be used.</summary>
    public DataSource? Find(string kind, string source) => _found.GetValueOrDefault(kind)?.GetValueOrDefault(source)?.Data;

    /// <summary>The file that a valid cell trains on.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public DataSource Get(DataSettings settings) => _found[settings.Kind][settings.Source].Data;

    /// <summary>Why a source cannot be used as this kind.</summary>
    internal string Problem(string kind, string source) => _problems.GetValueOrDefault(kind)?.GetValueOrDefault(source) ?? $"'{source}' was not found";

    internal void Add(string kind, string source, DataSource? found, string? problem)
    {
        if (found is not null)
            Of(_found, kind)[source] = new NamedSource(source, found);
        else
            Of(_problems, kind)[source] = problem ?? "";
    }

    private static Dictionary<string, T> Of<T>(Dictionary<string, Dictionary<string, T>> all, string kind)
        where T : class
    {
        if (!all.TryGetValue(kind, out var sources))
            all.Add(kind, sources = new Dictionary<string, T>(StringComparer.Ordinal));
        return sources;
    }
}

/// <summary>A file that a definition names.</summary>
/// <param name="Source">The source that names it.</param>
/// <param name="Data">What it holds.</param>
public sealed record NamedSource(string Source, DataSource Data);
