namespace Sweeps.Core.Definitions;

/// <summary>Where the values of one parameter stand, each where it stands first.</summary>
internal sealed class ValuePlaces
{
    private readonly Dictionary<object, SourceMark> _marks = [];
    private readonly List<(object Value, SourceMark Mark)> _all = [];

    /// <summary>In the order they were read.</summary>
    public IReadOnlyList<(object Value, SourceMark Mark)> All => _all;

    public void Add(object value, SourceMark mark)
    {
        if (_marks.TryAdd(value, mark))
            _all.Add((value, mark));
    }

    /// <summary>Where this value stands, or the first of any if it is computed.</summary>
    public SourceMark Of(object value) => _marks.TryGetValue(value, out var mark) ? mark : _all[0].Mark;
}
