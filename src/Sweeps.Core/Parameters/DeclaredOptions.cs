using Sweeps.Training.Catalogues;

namespace Sweeps.Core.Parameters;

/// <summary>Options that descriptors declare, with the parameters that hold their values.</summary>
/// <param name="declared">The options; there is a parameter with the name of each.</param>
/// <param name="parameters">Parameters, these among them.</param>
internal sealed class DeclaredOptions(IEnumerable<OptionDeclaration> declared, IReadOnlyList<Parameter> parameters)
{
    private readonly DeclaredOption[] _all =
        [.. declared.Select(option => new DeclaredOption(option, parameters.Single(parameter => string.Equals(parameter.Name, option.Name, StringComparison.Ordinal))))];

    private Known? _last;

    /// <summary>The options' values in a cell. A cell mostly has those of the cell before it, and then gets the same object.</summary>
    /// <param name="values">The cell's, by parameter; null where a parameter has no effect, and the option its default.</param>
    public OptionValues Of(IReadOnlyList<object?> values)
    {
        if (_all.Length == 0)
            return OptionValues.None;
        if (_last is { } last && Has(values, last.Given))
            return last.Values;
        var result = OptionValues.None;
        foreach (var (option, parameter) in _all)
            if (values[parameter.Index] is { } value)
                result = result.With(option, value);
        _last = new Known([.. _all.Select(one => values[one.Parameter.Index])], result);
        return result;
    }

    /// <summary>The options' values in a cell as they are stated, whether or not they have an effect.</summary>
    public OptionValues Of(CellValues cell)
    {
        foreach (var (_, parameter) in _all)
            _ = cell[parameter];
        return Of(cell.Stated);
    }

    private bool Has(IReadOnlyList<object?> values, object?[] given)
    {
        for (var i = 0; i < given.Length; i++)
            if (!Equals(values[_all[i].Parameter.Index], given[i]))
                return false;
        return true;
    }

    private sealed record DeclaredOption(OptionDeclaration Option, Parameter Parameter);

    // One object, since several threads may replace it.
    private sealed record Known(object?[] Given, OptionValues Values);
}
