using Sweeps.Core.Definitions;
using Sweeps.Core.Parameters;

namespace Sweeps.Core.Axes;

/// <summary>Values for some parameters: a cell to add, or those to take out.</summary>
internal sealed record CellPattern(SourceMark Mark, IReadOnlyList<(Parameter Parameter, object Value)> Values)
{
    /// <summary>Whether a cell has these values; an auto word stands for what it would be in that cell.</summary>
    public bool Matches(CellValues cell)
    {
        foreach (var value in Values)
            if (!Has(cell, value))
                return false;
        return true;
    }

    /// <summary>Whether a cell has one value of a pattern.</summary>
    public static bool Has(CellValues cell, (Parameter Parameter, object Value) one) =>
        (ReferenceEquals(one.Value, CellValues.Auto) ? one.Parameter.Auto!(cell) : one.Value).Equals(cell[one.Parameter]);
}
