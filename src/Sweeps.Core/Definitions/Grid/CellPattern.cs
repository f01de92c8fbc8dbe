using Sweeps.Core.Definitions.Parameters;

namespace Sweeps.Core.Definitions.Grid;

/// <summary>Values for some parameters: a cell to add, or those to take out.</summary>
internal sealed record CellPattern(SourceMark Mark, IReadOnlyList<(Parameter Parameter, object Value)> Values)
{
    /// <summary>Whether a cell has these values; an auto word stands for what it would be in that cell.</summary>
    public bool Matches(CellValues cell)
    {
        foreach (var (parameter, value) in Values)
        {
            var wanted = ReferenceEquals(value, CellValues.Auto) ? parameter.Auto!(cell) : value;
            if (!wanted.Equals(cell[parameter]))
                return false;
        }

        return true;
    }
}
