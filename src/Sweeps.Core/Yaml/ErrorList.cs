namespace Sweeps.Core.Yaml;

/// <summary>The errors found, each once, although an anchor is read again for each of its aliases. The number of kept errors is limited, so that a malicious file cannot fill the memory.</summary>
internal sealed class ErrorList
{
    public const int Limit = 100;
    private List<DefinitionError>? _errors;
    private DefinitionError? _firstLeftOut;
    private int _leftOut;

    /// <summary>Errors found, those counted that were found before.</summary>
    public int Count { get; private set; }

    /// <summary>Those that are kept, in the order found.</summary>
    public IReadOnlyList<DefinitionError> All => _errors ?? [];

    public void Add(SourceMark mark, string message) => Add(new DefinitionError(mark.File, mark.Line, mark.Column, message));

    /// <summary>Adds all that another list has kept.</summary>
    public void Add(ErrorList others)
    {
        foreach (var error in others.All)
            Add(error);
    }

    /// <summary>By place: the file's from top to bottom, each place's in the order found, then those of other files, then the options'.</summary>
    public IReadOnlyList<DefinitionError> Sorted(string file)
    {
        var files = All.Select(error => error.File).Distinct(StringComparer.Ordinal).ToList();
        var sorted = All
            .OrderBy(error => string.Equals(error.File, file, StringComparison.Ordinal) ? 0 : IsOption(error) ? 2 : 1)
            .ThenBy(error => IsOption(error) ? 0 : files.IndexOf(error.File))
            .ThenBy(error => error.Line)
            .ThenBy(error => error.Column)
            .ToList();
        if (_firstLeftOut is { } first)
            sorted.Add(first with { Message = $"and {_leftOut} more errors from here on" });
        return sorted;
    }

    private static bool IsOption(DefinitionError error) => error.File.StartsWith("--", StringComparison.Ordinal);

    private void Add(DefinitionError error)
    {
        Count++;
        _errors ??= [];
        if (_errors.Contains(error))
            return;
        if (_errors.Count < Limit)
            _errors.Add(error);
        else if (_leftOut++ == 0)
            _firstLeftOut = error;
    }
}
