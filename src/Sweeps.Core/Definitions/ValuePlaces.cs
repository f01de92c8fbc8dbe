using Sweeps.Core.Yaml;

namespace Sweeps.Core.Definitions;

/// <summary>The places of the values of one parameter: the first place of each value.</summary>
internal sealed class ValuePlaces
{
    private readonly Dictionary<object, SourceMark> _marks = [];
    private readonly List<(object Value, SourceMark Mark)> _all = [];

    /// <summary>All values with their places, in the order in which they were read.</summary>
    public IReadOnlyList<(object Value, SourceMark Mark)> All => _all;

    public void Add(object value, SourceMark mark)
    {
        if (_marks.TryAdd(value, mark))
            _all.Add((value, mark));
    }

    /// <summary>The place of a value; for a computed value, the place of the first one.</summary>
    public SourceMark Of(object value) => _marks.TryGetValue(value, out var mark) ? mark : _all[0].Mark;
}
