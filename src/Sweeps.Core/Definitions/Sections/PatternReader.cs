using Sweeps.Core.Axes;
using Sweeps.Core.Definitions.Expressions;
using Sweeps.Core.Parameters;
using Sweeps.Core.Parameters.Hints;
using Sweeps.Core.Yaml;

namespace Sweeps.Core.Definitions.Sections;

/// <summary>Reads <c>include</c>, <c>exclude</c> and conditions.</summary>
internal static class PatternReader
{
    public static List<CellPattern> Read(Node? node, string name, Reading reading)
    {
        var patterns = new List<CellPattern>();
        foreach (var item in reading.Sequence(node, name, "mappings such as { activation: tanh, norm: batch }")?.Items ?? [])
        {
            if (item is not MappingNode { Entries: [_, ..] } mapping)
                reading.Errors.Add(item.Mark, $"an entry of {name} is {item.Described}; it must be a mapping such as {{ activation: tanh, norm: batch }}");
            else
                patterns.Add(new CellPattern(item.Mark, ReadValues(mapping, name, reading)));
        }

        return patterns;
    }

    /// <summary>A condition in the definition; null if there is none or an error was added.</summary>
    public static CellFilter? ReadWhere(Node? node, Reading reading)
    {
        if (Reading.IsNothing(node))
            return null;
        if (node is ScalarNode scalar)
            return Parse(scalar.Text, scalar.Mark, scalar.TextOffset, reading.Parameters, reading.Errors);
        reading.Errors.Add(node!.Mark, $"where is {node.Described}; it must be a condition in quotes, such as \"depth <= 8 or norm != 'none'\"");
        return null;
    }

    /// <param name="offset">Columns from the mark to the expression's first character; null if its characters cannot be found in the file.</param>
    public static CellFilter? Parse(string text, SourceMark mark, int? offset, ParameterSet parameters, ErrorList errors)
    {
        try
        {
            return new CellFilter(mark, text, ExpressionParser.Parse(text, parameters));
        }
        catch (ExpressionException e)
        {
            if (offset is { } columns)
                errors.Add(mark with { Column = mark.Column + columns + e.Position }, e.Message);
            else
                errors.Add(mark, $"{e.Message} (at character {e.Position + 1} of the expression)");
            return null;
        }
    }

    private static List<(Parameter Parameter, object Value)> ReadValues(MappingNode mapping, string name, Reading reading)
    {
        var values = new List<(Parameter Parameter, object Value)>();
        foreach (var entry in mapping.Entries)
        {
            if (reading.Parameter(entry.Key) is not { } parameter)
                continue;
            // What is only taken out is not trained on: a list that exists nowhere may be excluded.
            var value = name is "include" ? reading.Read(parameter, entry.Value, ValueRole.Pattern) : parameter.Read(entry.Value, reading.Errors, ValueRole.Pattern);
            if (values.Exists(one => one.Parameter == parameter))
                reading.Errors.Add(entry.Key.Mark, $"{parameter.ShortName} stands in this entry already, under another of its names");
            else if (value is not null)
                values.Add((parameter, value));
        }

        return values;
    }
}
