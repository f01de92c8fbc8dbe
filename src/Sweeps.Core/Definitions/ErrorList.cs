namespace Sweeps.Core.Definitions;

/// <summary>Errors as they are found. Only so many are kept, so that a hostile file cannot fill the memory with them.</summary>
internal sealed class ErrorList
{
    public const int Limit = 100;
    private readonly List<DefinitionError> _errors = [];
    private SourceMark _firstLeftOut;

    public int Count { get; private set; }

    public void Add(SourceMark mark, string message)
    {
        if (_errors.Count < Limit)
            _errors.Add(new DefinitionError(mark.File, mark.Line, mark.Column, message));
        else if (Count == Limit)
            _firstLeftOut = mark;
        Count++;
    }

    /// <summary>By place: the file's from top to bottom, each place's in the order found, then the options'.</summary>
    public IReadOnlyList<DefinitionError> Sorted(string file)
    {
        var sorted = _errors
            .OrderBy(error => string.Equals(error.File, file, StringComparison.Ordinal) ? 0 : 1)
            .ThenBy(error => error.Line)
            .ThenBy(error => error.Column)
            .ToList();
        if (Count > Limit)
            sorted.Add(new DefinitionError(_firstLeftOut.File, _firstLeftOut.Line, _firstLeftOut.Column, $"and {Count - Limit} more errors from here on"));
        return sorted;
    }
}
