using Sweeps.Core;
using Sweeps.Core.Parameters;
using Sweeps.Core.Text;

namespace Sweeps.Cli.Output;

/// <summary>Names a cell by what varies in its sweep: <c>activation=tanh norm=layer</c>.</summary>
internal sealed class CellLabel
{
    private readonly HashSet<string> _names;

    /// <param name="varied">Short names of the parameters that vary.</param>
    public CellLabel(IEnumerable<string> varied) => _names = varied.ToHashSet(StringComparer.Ordinal);

    public static CellLabel Of(Sweep sweep) => new(sweep.Plan.Definition.Varied.Select(parameter => parameter.ShortName));

    /// <param name="parameters">The values of a cell, or of its run.</param>
    public string Of(ParameterValues parameters) => string.Join(' ', parameters.Known
        .Where(one => _names.Contains(one.Parameter.ShortName))
        .Select(one => $"{one.Parameter.ShortName}={Texts.Plain(ParameterText.Of(one.Value))}"));
}
