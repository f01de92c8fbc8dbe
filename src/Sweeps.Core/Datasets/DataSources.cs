namespace Sweeps.Core.Datasets;

/// <summary>The files that a definition names, by kind and source. Immutable once it is read.</summary>
public sealed class DataSources
{
    private readonly Dictionary<(string Kind, string Source), DataSource> _found = [];
    private readonly Dictionary<(string Kind, string Source), string> _problems = [];

    /// <summary>Those that can be used, by the source that names them.</summary>
    public IEnumerable<(string Source, DataSource Data)> All => _found.Select(pair => (pair.Key.Source, pair.Value));

    /// <summary>The file that a cell trains on; null if it cannot be used.</summary>
    public DataSource? Find(string kind, string source) => _found.GetValueOrDefault((kind, source));

    /// <summary>The file that a valid cell trains on.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public DataSource Get(DataSettings settings) => _found[(settings.Kind, settings.Source)];

    /// <summary>Why a source cannot be used as this kind.</summary>
    internal string Problem(string kind, string source) => _problems.GetValueOrDefault((kind, source), $"'{source}' was not found");

    internal void Add(string kind, string source, DataSource? found, string? problem)
    {
        if (found is not null)
            _found[(kind, source)] = found;
        else
            _problems[(kind, source)] = problem ?? "";
    }
}
