using Sweeps.Core.Axes;
using Sweeps.Core.Outcomes.Measures;
using Sweeps.Core.Parameters;
using Sweeps.Core.Parameters.Hints;
using Sweeps.Core.Text;
using Sweeps.Core.Yaml;

namespace Sweeps.Core.Definitions.Sections;

/// <summary>Reads <c>summary</c>.</summary>
internal static class SummaryReader
{
    private static readonly string[] DefaultValues = ["loss_start", "loss_end", "loss_diff"];

    /// <summary>The summary; without one, a row per cell of the axes.</summary>
    /// <param name="measures">Names of the measures that the definition adds.</param>
    /// <param name="report">Whether the section asks for a report.</param>
    public static SummaryDefinition Read(Node? node, IReadOnlyList<SweepAxis> axes, IReadOnlyList<string> measures, Reading reading, out bool report)
    {
        report = false;
        var varied = axes.SelectMany(axis => axis.Parameters).Select(parameter => parameter.ShortName).ToList();
        if (reading.Mapping(node, "summary") is not { } mapping)
            return new SummaryDefinition(varied, [], DefaultValues);
        reading.CheckKeys(mapping, "summary", KeyScope.Summary, "rows", "columns", "values", "boundary", "report");
        if (mapping["report"] is { } reportNode)
            report = new SwitchType().Read(reportNode, "summary.report", reading.Errors) is true;
        var rows = ReadNames(mapping["rows"], "rows", null, reading);
        var columns = ReadNames(mapping["columns"], "columns", null, reading);
        var values = ReadNames(mapping["values"], "values", [.. MeasureCatalogue.Names, .. measures], reading);
        var boundaries = ReadNames(mapping["boundary"], "boundary", [.. MeasureCatalogue.Flags.Select(flag => flag.Name), .. measures], reading);
        foreach (var twice in (rows ?? []).Intersect(columns ?? [], StringComparer.Ordinal))
            reading.Errors.Add(mapping["columns"]!.Mark, $"{twice} is in the rows and in the columns of the summary");
        return new SummaryDefinition(rows ?? [.. varied.Except(columns ?? [], StringComparer.Ordinal)], columns ?? [], values ?? [.. DefaultValues]) { Boundaries = boundaries ?? [] };
    }

    /// <param name="outcomes">Names that are allowed besides those of parameters; null for none.</param>
    private static List<string>? ReadNames(Node? node, string key, IReadOnlyList<string>? outcomes, Reading reading)
    {
        if (Reading.IsNothing(node))
            return null;
        IReadOnlyList<Node> items = node is SequenceNode sequence ? sequence.Items : [node!];
        var names = new List<string>();
        foreach (var item in items)
        {
            if (item is not ScalarNode scalar)
                reading.Errors.Add(item.Mark, $"an entry of summary.{key} is {item.Described}; it must be a name");
            else if (Resolve(scalar.Text, outcomes, reading.Parameters) is not { } name)
                reading.Errors.Add(item.Mark, Unknown(scalar.Text, key, outcomes, reading.Parameters));
            else if (names.Contains(name, StringComparer.Ordinal))
                reading.Errors.Add(item.Mark, $"summary.{key} has {name} twice");
            else
                names.Add(name);
        }

        if (outcomes is not null && items.Count == 0)
            reading.Errors.Add(node!.Mark, $"summary.{key} is empty; it needs at least one of {string.Join(", ", outcomes)}");
        return names;
    }

    private static string? Resolve(string name, IReadOnlyList<string>? outcomes, ParameterSet parameters) =>
        outcomes?.Contains(name, StringComparer.Ordinal) is true ? name : parameters.Find(name)?.ShortName;

    private static string Unknown(string name, string key, IReadOnlyList<string>? outcomes, ParameterSet parameters)
    {
        var candidates = outcomes is not null ? outcomes.Concat(parameters.ShortNames) : parameters.ShortNames;
        var what = outcomes is not null ? $"neither an outcome ({string.Join(", ", outcomes)}) nor a parameter" : "not a parameter";
        return $"summary.{key} has {Wording.Quote(name)}, which is {what}{KeyAdvice.For(parameters, outcomes is not null ? KeyScope.Outcomes : KeyScope.Parameters, name, [.. candidates]).Text}";
    }
}
