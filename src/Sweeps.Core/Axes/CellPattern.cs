using Sweeps.Core.Parameters;
using Sweeps.Core.Yaml;

namespace Sweeps.Core.Axes;

/// <summary>Values of some parameters: an entry of <c>include</c>, which adds a cell, or of <c>exclude</c>, which removes all cells with these values.</summary>
internal sealed record CellPattern(SourceMark Mark, IReadOnlyList<(Parameter Parameter, object Value)> Values)
{
    /// <summary>Whether a cell has these values. A word such as <c>auto</c> stands for the value that it means in that cell.</summary>
    public bool Matches(CellValues cell)
    {
        foreach (var value in Values)
            if (!Has(cell, value))
                return false;
        return true;
    }

    /// <summary>Whether a cell has this value of a pattern.</summary>
    public static bool Has(CellValues cell, (Parameter Parameter, object Value) one) =>
        (ReferenceEquals(one.Value, CellValues.Auto) ? one.Parameter.Auto!(cell) : one.Value).Equals(cell[one.Parameter]);
}
