using Sweeps.Core;
using Sweeps.Core.Plans;
using Sweeps.Core.Text;

namespace Sweeps.Cli.Output;

/// <summary>Names a cell by what varies in its sweep: <c>activation=tanh norm=layer</c>.</summary>
internal sealed class CellLabel
{
    private readonly int[] _places;

    /// <param name="varied">Short names of the parameters that vary.</param>
    public CellLabel(IEnumerable<string> varied)
    {
        var names = varied.ToHashSet(StringComparer.Ordinal);
        _places = [.. Enumerable.Range(0, ParameterColumns.All.Count).Where(i => names.Contains(ParameterColumns.All[i].Name))];
    }

    public static CellLabel Of(Sweep sweep) => new(sweep.Plan.Definition.Varied.Select(parameter => parameter.ShortName));

    /// <param name="parameters">Values for <see cref="ParameterColumns.All"/>.</param>
    public string Of(IReadOnlyList<object?> parameters) => string.Join(' ', _places
        .Where(place => parameters[place] is not null)
        .Select(place => $"{ParameterColumns.All[place].Name}={Texts.Plain(ParameterText.Of(parameters[place]))}"));
}
