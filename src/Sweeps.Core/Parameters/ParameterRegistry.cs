using Sweeps.Core.Definitions.Hints;
using Sweeps.Core.Text;

namespace Sweeps.Core.Parameters;

/// <summary>All parameters. Validation, defaults, axes, options, expressions, the JSON Schema, identities and columns follow from this list.</summary>
public static class ParameterRegistry
{
    /// <summary>In the order of their columns in <c>runs.parquet</c>. Journals hold values in this order: a new parameter goes to the end.</summary>
    public static IReadOnlyList<Parameter> All { get; } = Number([
        .. ModelParameters.Main, InitParameters.Gain, .. TrainParameters.Main, .. ModelParameters.More,
        .. InitParameters.More, .. TrainParameters.More, .. DatasetParameters.All, TrainParameters.Arithmetic]);

    /// <summary>Those with an auto word; each comes after those that its value follows from.</summary>
    internal static IReadOnlyList<Parameter> WithAuto { get; } = [.. All.Where(parameter => parameter.Auto is not null)];

    /// <summary>Those that have no effect in some cells.</summary>
    internal static IReadOnlyList<Parameter> SometimesInert { get; } = [.. All.Where(parameter => parameter.IsInert is not null)];

    internal static IReadOnlyList<string> ShortNames { get; } = [.. All.Select(parameter => parameter.ShortName)];

    private static readonly Dictionary<string, Parameter?> ByName = Index();

    /// <summary>The parameter with this short or full name, or with a full name that ends so after a dot, if only one does.</summary>
    public static Parameter? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>All names that stand for a parameter, the short one first.</summary>
    internal static IEnumerable<string> NamesOf(Parameter parameter) =>
        ByName.Where(pair => pair.Value == parameter).Select(pair => pair.Key).OrderBy(name => name.Length).ThenBy(name => name, StringComparer.Ordinal);

    /// <summary>Why there is no such parameter, with the nearest name.</summary>
    internal static string Unknown(string name)
    {
        var ending = All.Where(parameter => parameter.Name.EndsWith("." + name, StringComparison.Ordinal)).Select(parameter => parameter.ShortName).ToList();
        return ending.Count > 1
            ? $"{Wording.Quote(name)} could be {Wording.OneOf(ending)}"
            : $"there is no parameter {Wording.Quote(name)}{KeyAdvice.For(KeyScope.Parameters, name, [.. ShortNames, .. All.Select(parameter => parameter.Name)]).Text}";
    }

    private static IReadOnlyList<Parameter> Number(IReadOnlyList<Parameter> parameters)
    {
        for (var i = 0; i < parameters.Count; i++)
            parameters[i].Index = i;
        return parameters;
    }

    private static Dictionary<string, Parameter?> Index()
    {
        var names = new Dictionary<string, Parameter?>(StringComparer.Ordinal);
        foreach (var parameter in All)
            for (var dot = parameter.Name.IndexOf('.', StringComparison.Ordinal); dot >= 0; dot = parameter.Name.IndexOf('.', dot + 1))
            {
                var ending = parameter.Name[(dot + 1)..];
                names[ending] = names.ContainsKey(ending) ? null : parameter;
            }

        foreach (var parameter in All)
            names[parameter.Name] = names[parameter.ShortName] = parameter;
        return names;
    }
}
