using Sweeps.Core.Definitions.Sections;
using Sweeps.Core.Outcomes.Measures;
using Sweeps.Core.Parameters;
using Sweeps.Core.Yaml;

namespace Sweeps.Core.Definitions;

/// <summary>The parts of a definition that are shown to users, as far as they can be read. Reading needs no lists and no plugins, and reports no errors.</summary>
/// <param name="Title">The title; null if there is none.</param>
/// <param name="Comment">The comment lines at the beginning, without the signs #; empty if there are none.</param>
/// <param name="Summary">The summary of the definition; null if it has none or it cannot be read.</param>
/// <param name="Detail">Patterns of the runs that its report shows in detail: values by the short names of parameters.</param>
public sealed record DefinitionOutline(string? Title, string Comment, SummaryDefinition? Summary, IReadOnlyList<IReadOnlyDictionary<string, object>> Detail)
{
    /// <summary>The measures that the definition adds; empty if one of them cannot be read without its plugin.</summary>
    public IReadOnlyList<DefinedMeasure> Measures { get; init; } = [];

    /// <summary>The names of all measures that it adds.</summary>
    public IReadOnlyList<string> MeasureNames { get; init; } = [];

    private const string SchemaMark = "yaml-language-server:";

    /// <summary>The outline of an empty definition.</summary>
    public static DefinitionOutline Empty { get; } = new(null, "", null, []);

    /// <param name="set">The <c>KEY=VALUE</c> that went on top of the file.</param>
    /// <param name="parameters">The parameters that it can name.</param>
    public static DefinitionOutline Read(ReadOnlySpan<byte> bytes, IReadOnlyList<string> set, ParameterSet parameters)
    {
        var errors = new ErrorList();
        if (DocumentReader.Read(bytes, "", errors) is not MappingNode root)
            return Empty;
        var overrides = Overrides.Read(set, parameters, new ErrorList());
        var title = (overrides.Top("title") ?? root["title"]) is ScalarNode { Text.Length: > 0 } text ? text.Text : null;
        return new DefinitionOutline(title, ReadComment(bytes), ReadSummary(root, overrides, parameters), ReadDetail(root, overrides, parameters))
        {
            Measures = ReadMeasures(root, overrides, parameters),
            MeasureNames = MeasuresReader.Names(root["measures"]),
        };
    }

    private static IReadOnlyList<DefinedMeasure> ReadMeasures(MappingNode root, Overrides overrides, ParameterSet parameters)
    {
        var errors = new ErrorList();
        var measures = MeasuresReader.Read(root["measures"], null, [], new Reading(errors, overrides, parameters));
        return errors.Count == 0 ? measures : [];
    }

    private static SummaryDefinition? ReadSummary(MappingNode root, Overrides overrides, ParameterSet parameters)
    {
        var errors = new ErrorList();
        var summary = root["summary"] is { } node ? SummaryReader.Read(node, [], MeasuresReader.Names(root["measures"]), new Reading(errors, overrides, parameters), out _) : null;
        return errors.Count == 0 ? summary : null;
    }

    private static List<IReadOnlyDictionary<string, object>> ReadDetail(MappingNode root, Overrides overrides, ParameterSet parameters)
    {
        var errors = new ErrorList();
        ReportSection.Read(root["report"], new Reading(errors, overrides, parameters), out var patterns);
        if (errors.Count > 0)
            return [];
        // An auto word has a value only in a cell; here it matches any value.
        return [.. patterns.Select(pattern => pattern.Values
            .Where(value => !ReferenceEquals(value.Value, CellValues.Auto))
            .ToDictionary(value => value.Parameter.ShortName, value => value.Value, StringComparer.Ordinal))];
    }

    private static string ReadComment(ReadOnlySpan<byte> bytes)
    {
        var lines = System.Text.Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF').Split('\n')
            .Select(line => line.TrimEnd('\r'))
            .TakeWhile(line => line.StartsWith('#'))
            .Select(line => line.TrimStart('#').Trim())
            .Where(line => !line.StartsWith(SchemaMark, StringComparison.Ordinal));
        return string.Join('\n', lines).Trim();
    }
}
