using Sweeps.Core.Parameters;
using Sweeps.Core.Text;
using Sweeps.Core.Yaml;

namespace Sweeps.Core.Definitions.Sections;

/// <summary>The <c>--set KEY=VALUE</c> of the command line, by what they set. Of two with one key the later counts.</summary>
internal sealed class Overrides
{
    /// <summary>Keys besides the parameters that can be set.</summary>
    public static readonly IReadOnlyList<string> TopKeys = ["name", "title", ParameterSet.EngineKey, "save", "report", "max_cells"];

    private readonly ParameterSet _set;
    private readonly Dictionary<Parameter, Node> _parameters = [];
    private readonly Dictionary<string, Node> _top = new(StringComparer.Ordinal);

    private Overrides(ParameterSet set) => _set = set;

    public static Overrides Read(IReadOnlyList<string> settings, ParameterSet parameters, ErrorList errors)
    {
        var overrides = new Overrides(parameters);
        foreach (var setting in settings)
            overrides.Add(setting, errors);
        return overrides;
    }

    /// <summary>A value that takes the place of the base's and of any axis of this parameter.</summary>
    public Node? Value(Parameter parameter) => _parameters.GetValueOrDefault(parameter) is { } node && !IsAxis(parameter, node) ? node : null;

    /// <summary>Values that take the place of an axis, or make one.</summary>
    public Node? Axis(Parameter parameter) => _parameters.GetValueOrDefault(parameter) is { } node && IsAxis(parameter, node) ? node : null;

    /// <summary>The parameters that get an axis by <see cref="Axis"/>, in the order of their columns.</summary>
    public IEnumerable<Parameter> WithAxis => _set.All.Where(parameter => Axis(parameter) is not null);

    public Node? Top(string key) => _top.GetValueOrDefault(key);

    private static bool IsAxis(Parameter parameter, Node node) => node is SequenceNode || (node is MappingNode && parameter.Type is not ScheduleType);

    private void Add(string setting, ErrorList errors)
    {
        var mark = new SourceMark($"--set {Wording.Quote(setting)[1..^1]}", 0, 0);
        var equals = setting.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0)
        {
            errors.Add(mark, "write KEY=VALUE, for example lr=0.1 or activation=[tanh,relu]");
            return;
        }

        var key = setting[..equals].Trim();
        var value = setting[(equals + 1)..];
        if (string.IsNullOrWhiteSpace(value))
        {
            errors.Add(mark, $"{Wording.Quote(key)} gets no value; write KEY=VALUE");
            return;
        }

        if (DocumentReader.Read(value, mark, errors) is not { } node)
            return;
        if (TopKeys.Contains(key, StringComparer.Ordinal))
            _top[key] = node;
        else if (_set.Find(key) is { } parameter)
            _parameters[parameter] = node;
        else
            errors.Add(mark, $"{_set.Unknown(key)}; besides parameters {string.Join(", ", TopKeys)} can be set");
    }
}
