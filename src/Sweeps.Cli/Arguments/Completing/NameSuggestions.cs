using System.CommandLine.Completions;
using Sweeps.Core.Outcomes.Measures;
using Sweeps.Core.Parameters;
using Sweeps.Tables;

namespace Sweeps.Cli.Arguments.Completing;

/// <summary>Suggests names of parameters, their values, and names of outcomes.</summary>
/// <param name="composition">Its parameters are looked at when a suggestion is asked for.</param>
internal sealed class NameSuggestions(Composition composition)
{
    private const string Source = "dataset.source";
    private const string Engine = "engine=";

    /// <summary>Parameters as rows or columns of a summary, joined by commas.</summary>
    public IEnumerable<Suggestion> Parameters(CompletionContext context) =>
        Joined(context, composition.Parameters.All.Select(parameter => new Suggestion(parameter.ShortName, parameter.Summary)));

    /// <summary>Outcomes as values of a summary, joined by commas.</summary>
    public static IEnumerable<Suggestion> Outcomes(CompletionContext context) => Joined(context, MeasureCatalogue.All.Select(measure => new Suggestion(measure.Name, measure.Description)));

    /// <summary><c>KEY=VALUE</c>: first the key, then what it can have; of a list, its next value.</summary>
    public IEnumerable<Suggestion> Settings(CompletionContext context)
    {
        var typed = context.WordToComplete;
        var equals = typed.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0)
            return [.. composition.Parameters.All.Select(parameter => new Suggestion((typed.Contains('.', StringComparison.Ordinal) ? parameter.Name : parameter.ShortName) + "=", parameter.Summary)), new Suggestion(Engine, "The engine that trains.")];
        if (typed.StartsWith(Engine, StringComparison.Ordinal))
            return composition.Engines.Select(engine => new Suggestion(Engine + engine.Name, engine.Summary));
        if (composition.Parameters.Find(typed[..equals]) is not { } named)
            return [];
        var value = typed[(equals + 1)..];
        var there = value.StartsWith('[') ? value[..(value.LastIndexOfAny(['[', ',']) + 1)] : "";
        var before = typed[..(equals + 1)] + there;
        return Values(named, composition.Parameters).Except(there.Split('[', ','), StringComparer.Ordinal).Select(text => new Suggestion(before + text));
    }

    private static IEnumerable<string> Values(Parameter parameter, ParameterSet parameters)
    {
        var values = parameter.Type.Offered
            ?? (parameter.Type.Column is ColumnType.Boolean ? ["true", "false"] : parameter.Name is Source ? [.. parameters.Datasets.SelectMany(kind => kind.Shipped).Select(one => one.Name)] : []);
        return parameter.AutoWord is { } auto ? values.Append(auto) : values;
    }

    /// <summary>Names of a list that is typed with commas: those that are not there yet.</summary>
    private static IEnumerable<Suggestion> Joined(CompletionContext context, IEnumerable<Suggestion> names)
    {
        var typed = context.WordToComplete;
        var before = typed[..(typed.LastIndexOf(',') + 1)];
        var there = before.Split(',', StringSplitOptions.TrimEntries);
        return names.Where(name => !there.Contains(name.Text, StringComparer.Ordinal)).Select(name => name with { Text = before + name.Text });
    }
}
