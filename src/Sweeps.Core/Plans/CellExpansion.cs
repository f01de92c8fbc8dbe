using Sweeps.Core.Axes;
using Sweeps.Core.Definitions;
using Sweeps.Core.Parameters;

namespace Sweeps.Core.Plans;

/// <summary>Why a cell of the grid is not trained.</summary>
internal enum CellFate
{
    Kept,
    Excluded,
    Filtered,
}

/// <summary>Counts through the grid and the included cells without holding them.</summary>
internal sealed class CellExpansion(SweepDefinition definition)
{
    private readonly IReadOnlyList<SweepAxis> _axes = definition.Axes;

    /// <summary>Cells before exclude and where.</summary>
    public int Size { get; } = checked((int)((definition.HasGrid ? definition.Axes.Aggregate(1L, (count, axis) => checked(count * axis.Count)) : 0) + definition.Include.Count));

    private int GridSize => Size - definition.Include.Count;

    /// <summary>All cells in order. The values are the same arrays each time: use them before the next cell.</summary>
    public IEnumerable<(int Number, CellValues Values, CellFate Fate)> All()
    {
        var values = new CellValues(definition.Parameters, (object[])definition.Base.Clone(), new object[definition.Base.Length]);
        var places = new int[_axes.Count];
        for (var axis = 0; axis < _axes.Count; axis++)
            Set(values, axis, 0);
        for (var number = 0; number < GridSize; number++)
        {
            values.State();
            yield return (number, values, FateOf(values));
            Advance(values, places);
        }

        for (var i = 0; i < definition.Include.Count; i++)
        {
            definition.Base.CopyTo(values.Given, 0);
            foreach (var (parameter, value) in definition.Include[i].Values)
                values.Given[parameter.Index] = value;
            values.State();
            yield return (GridSize + i, values, FateOf(values));
        }
    }

    /// <summary>A single cell by its number, in arrays of its own.</summary>
    public CellValues At(int number)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)number, (uint)Size, nameof(number));
        var values = new CellValues(definition.Parameters, (object[])definition.Base.Clone(), new object[definition.Base.Length]);
        if (number >= GridSize)
        {
            foreach (var (parameter, value) in definition.Include[number - GridSize].Values)
                values.Given[parameter.Index] = value;
        }
        else
        {
            for (var axis = _axes.Count - 1; axis >= 0; axis--)
            {
                Set(values, axis, number % _axes[axis].Count);
                number /= _axes[axis].Count;
            }
        }

        values.State();
        return values;
    }

    private CellFate FateOf(CellValues values)
    {
        foreach (var pattern in definition.Exclude)
            if (pattern.Matches(values))
                return CellFate.Excluded;
        foreach (var filter in definition.Where)
            if (!filter.Holds(values))
                return CellFate.Filtered;
        return CellFate.Kept;
    }

    private void Advance(CellValues values, int[] places)
    {
        for (var axis = _axes.Count - 1; axis >= 0; axis--)
        {
            places[axis] = places[axis] + 1 < _axes[axis].Count ? places[axis] + 1 : 0;
            Set(values, axis, places[axis]);
            if (places[axis] > 0)
                return;
        }
    }

    private void Set(CellValues values, int axis, int place)
    {
        for (var i = 0; i < _axes[axis].Parameters.Count; i++)
            values.Given[_axes[axis].Parameters[i].Index] = _axes[axis].Value(i, place);
    }
}
