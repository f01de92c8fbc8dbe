using Sweeps.Core.Axes;
using Sweeps.Core.Definitions;
using Sweeps.Core.Parameters;

namespace Sweeps.Core.Plans;

/// <summary>Whether a cell is trained, or the reason why not.</summary>
internal enum CellFate
{
    Kept,
    Excluded,
    Filtered,
}

/// <summary>A cell of the grid or an included cell.</summary>
/// <param name="Version">A number that is equal for two cells only if every parameter that was read from <paramref name="Values"/> since the first of them has the same value in both. Results that follow from these values can then be reused.</param>
internal readonly record struct ExpandedCell(int Number, CellValues Values, CellFate Fate, int Version);

/// <summary>Enumerates the cells of the grid and the included cells without storing them.</summary>
/// <param name="counts">Counts the examples that values follow from; null where none do.</param>
internal sealed class CellExpansion(SweepDefinition definition, TrainCounts? counts = null)
{
    private readonly IReadOnlyList<SweepAxis> _axes = definition.Axes;

    /// <summary>The number of cells before <c>exclude</c> and <c>where</c> are applied.</summary>
    public int Size { get; } = checked((int)((definition.HasGrid ? definition.Axes.Aggregate(1L, (count, axis) => checked(count * axis.Count)) : 0) + definition.Include.Count));

    private int GridSize => Size - definition.Include.Count;

    /// <summary>All cells in order. The arrays of values are reused for the next cell.</summary>
    public IEnumerable<ExpandedCell> All()
    {
        var reads = new CellReads(definition.Base.Length);
        var values = new CellValues(definition.Parameters, (object[])definition.Base.Clone(), new object[definition.Base.Length]) { Reads = reads, Counts = counts };
        var places = new int[_axes.Count];
        for (var axis = 0; axis < _axes.Count; axis++)
            Set(values, axis, 0);
        var (fate, version) = (CellFate.Kept, 0);
        var isKnown = false;
        for (var number = 0; number < GridSize; number++)
        {
            if (!isKnown)
                (fate, version) = (Resolve(values), version + 1);
            yield return new(number, values, fate, version);
            isKnown = Advance(values, places);
        }

        for (var i = 0; i < definition.Include.Count; i++)
        {
            definition.Base.CopyTo(values.Given, 0);
            foreach (var (parameter, value) in definition.Include[i].Values)
                values.Given[parameter.Index] = value;
            yield return new(GridSize + i, values, Resolve(values), ++version);
        }
    }

    /// <summary>A single cell by its number, with its own arrays.</summary>
    public CellValues At(int number)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)number, (uint)Size, nameof(number));
        var values = new CellValues(definition.Parameters, (object[])definition.Base.Clone(), new object[definition.Base.Length]) { Counts = counts };
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

    private CellFate Resolve(CellValues values)
    {
        values.Reads!.Clear();
        values.State();
        return FateOf(values);
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

    /// <returns>Whether no other value and not the fate of the cell depend on the values that changed, so that nothing has to be computed again.</returns>
    private bool Advance(CellValues values, int[] places)
    {
        var isKnown = true;
        for (var axis = _axes.Count - 1; axis >= 0; axis--)
        {
            places[axis] = places[axis] + 1 < _axes[axis].Count ? places[axis] + 1 : 0;
            Set(values, axis, places[axis]);
            foreach (var parameter in _axes[axis].Set)
            {
                isKnown &= !values.Reads!.Has(parameter.Index);
                values.Stated[parameter.Index] = values.Given[parameter.Index];
            }

            if (places[axis] > 0)
                break;
        }

        return isKnown;
    }

    private void Set(CellValues values, int axis, int place)
    {
        for (var i = 0; i < _axes[axis].Set.Count; i++)
            values.Given[_axes[axis].Set[i].Index] = _axes[axis].Value(i, place);
    }
}
