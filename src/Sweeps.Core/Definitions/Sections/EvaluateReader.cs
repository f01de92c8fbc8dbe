using System.Text.Json.Nodes;
using Sweeps.Core.Handlers;
using Sweeps.Core.Outcomes.Measures;
using Sweeps.Core.Parameters;
using Sweeps.Core.Text;
using Sweeps.Core.Yaml;
using Sweeps.Training;
using Sweeps.Training.Tasks;

namespace Sweeps.Core.Definitions.Sections;

/// <summary>Reads <c>evaluate</c>: how often and over which splits runs are evaluated while they are trained.</summary>
internal static class EvaluateReader
{
    public const string Key = "evaluate";
    private const string Default = "valid";
    private static readonly IntervalType s_interval = new();
    private static readonly IReadOnlyList<string> s_splits = [.. MetricMeasures.Splits];

    private static NameType Split { get; } = new([.. s_splits])
    {
        Hints = static () =>
        [
            new("valid", null, "validation", "val", "dev", "eval", "holdout"),
            new("train", null, "training", "fit"),
            new("test", null, "testing"),
        ],
    };

    /// <param name="tasks">The tasks of plugins that cells choose; their metrics are columns, too.</param>
    /// <param name="handlers">The handlers, whose tables have other names.</param>
    /// <returns>Null if nothing is asked for.</returns>
    public static EvaluationSettings? Read(Node? node, IEnumerable<IPluginTask> tasks, IReadOnlyList<HandlerDefinition> handlers, Reading reading)
    {
        if (reading.Mapping(node, Key) is not { } mapping)
            return null;
        reading.CheckKeys(mapping, Key, Key, "every", "splits");
        var interval = mapping["every"] is { } every ? s_interval.Read(every, $"{Key}.every", reading.Errors) as string : EvaluationInterval.EpochWord;
        var splits = ReadSplits(mapping["splits"], reading.Errors);
        if (handlers.FirstOrDefault(handler => string.Equals(handler.Name, EvaluationSettings.Table, StringComparison.OrdinalIgnoreCase)) is not null)
            reading.Errors.Add(mapping.Mark, $"{Key} writes the table {Wording.Quote(EvaluationSettings.Table)}, and a handler has this name; give the handler another one with name:");
        if (interval is null || splits.Count == 0)
            return null;
        return new EvaluationSettings(
            EvaluationInterval.Parse(interval),
            [.. s_splits.Where(split => splits.Contains(split, StringComparer.Ordinal))],
            [.. MetricMeasures.Metrics.Concat(tasks.SelectMany(task => task.Metrics).Select(metric => metric.Name)).Distinct(StringComparer.Ordinal)]);
    }

    public static JsonObject Schema()
    {
        var every = s_interval.Schema();
        every["default"] = EvaluationInterval.EpochWord;
        every["description"] = "The steps between two evaluations, or epoch: a pass through the training split.";
        return new JsonObject
        {
            ["type"] = new JsonArray("object", "null"),
            ["additionalProperties"] = false,
            ["properties"] = new JsonObject
            {
                ["every"] = every,
                ["splits"] = new JsonObject
                {
                    ["anyOf"] = new JsonArray(Split.Schema(), new JsonObject { ["type"] = "array", ["minItems"] = 1, ["items"] = Split.Schema(), ["uniqueItems"] = true }),
                    ["default"] = Default,
                    ["description"] = "The splits that are evaluated.",
                },
            },
            ["description"] = $"Evaluates whole splits while runs are trained: before the first step, at an interval, and at the end. The rows are in {EvaluationSettings.Table}.parquet.",
        };
    }

    private static List<string> ReadSplits(Node? node, ErrorList errors)
    {
        if (Reading.IsNothing(node))
            return [Default];
        IReadOnlyList<Node> items = node is SequenceNode sequence ? sequence.Items : [node!];
        if (items.Count == 0)
            errors.Add(node!.Mark, $"{Key}.splits is an empty list; it needs at least one of {Wording.AllOf([.. s_splits])}");
        var splits = new List<string>();
        foreach (var item in items)
        {
            if (Split.Read(item, $"{Key}.splits", errors) is not string split)
                continue;
            if (splits.Contains(split, StringComparer.Ordinal))
                errors.Add(item.Mark, $"{Key}.splits has {Wording.Quote(split)} twice");
            splits.Add(split);
        }

        return splits;
    }
}
