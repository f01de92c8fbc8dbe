using Sweeps.Core.Parameters;

namespace Sweeps.Core.Plans;

/// <summary>The values that act in cells. For a parameter without effect, this is null or the value that acts instead. Cells of the same version share the search for parameters without effect. Not thread-safe.</summary>
internal sealed class ActingValues(ParameterSet parameters)
{
    private readonly List<Parameter> _inert = [];
    private int _version;

    /// <summary>A value for each of <see cref="ParameterSet.All"/>.</summary>
    public object?[] Of(ExpandedCell cell, object?[] acting)
    {
        if (cell.Version != _version)
            Look(cell.Values);
        _version = cell.Version;
        cell.Values.Stated.CopyTo(acting, 0);
        foreach (var parameter in _inert)
            acting[parameter.Index] = parameters.WithoutEffect(parameter, cell.Values);
        return acting;
    }

    /// <summary>The acting values of a single cell.</summary>
    public static object?[] Of(CellValues values) => new ActingValues(values.Parameters).Of(new ExpandedCell(0, values, CellFate.Kept, 1), new object?[values.Stated.Length]);

    private void Look(CellValues values)
    {
        _inert.Clear();
        foreach (var parameter in parameters.SometimesInert)
            if (values.IsInert(parameter))
                _inert.Add(parameter);
    }
}
