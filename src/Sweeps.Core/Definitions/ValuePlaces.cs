using Sweeps.Core.Yaml;

namespace Sweeps.Core.Definitions;

/// <summary>The places of the values of one parameter: the first place of each value.</summary>
internal sealed class ValuePlaces
{
    private readonly Dictionary<object, SourceMark> _marks = [];
    private readonly List<PlacedValue> _all = [];

    /// <summary>All values with their places, in the order in which they were read.</summary>
    public IReadOnlyList<PlacedValue> All => _all;

    public void Add(object value, SourceMark mark)
    {
        if (_marks.TryAdd(value, mark))
            _all.Add(new PlacedValue(value, mark));
    }

    /// <summary>The place of a value; for a computed value, the place of the first one.</summary>
    public SourceMark Of(object value) => _marks.TryGetValue(value, out var mark) ? mark : _all[0].Mark;
}

/// <summary>A value with its place.</summary>
internal sealed record PlacedValue(object Value, SourceMark Mark);
