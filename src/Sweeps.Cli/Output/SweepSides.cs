using System.Text.Json.Nodes;
using Sweeps.Core.Analysis.Summaries;
using Sweeps.Core.Outcomes;
using Sweeps.Core.Outcomes.Measures;
using Sweeps.Core.Parameters;
using Sweeps.Core.Text;

namespace Sweeps.Cli.Output;

/// <summary>Two sweeps that are compared, in the words of their parameters and outcomes.</summary>
internal sealed class SweepSides
{
    /// <summary>What tells how well a run ended.</summary>
    private static readonly IReadOnlyList<Measure> s_told = [.. MeasureCatalogue.Losses.Where(measure => measure is { Better: not MeasureDirection.None, IsDerived: false })];

    private readonly IReadOnlyList<Parameter> _parameters;
    private readonly List<int> _varied;
    private readonly List<(int Place, object? First, object? Second)> _fixed = [];

    public SweepSides(IEnumerable<RunOutcome> first, IEnumerable<RunOutcome> second)
    {
        List<RunOutcome> lefts = [.. first];
        List<RunOutcome> rights = [.. second];
        _parameters = lefts.Concat(rights).FirstOrDefault()?.Parameters.Set.All ?? [];
        var (one, other) = (Values(lefts), Values(rights));
        var varied = VariedParameters.NamesOf([.. lefts, .. rights]);
        // What is one value in each folder is told once, and not of every cell.
        _varied = [.. Enumerable.Range(0, _parameters.Count).Where(place => varied.Contains(Name(place)) && (one[place].Count > 1 || other[place].Count > 1))];
        for (var place = 0; place < _parameters.Count; place++)
        {
            var (left, right) = (one[place], other[place]);
            if (left.Count > 0 && right.Count > 0 && !left.Overlaps(right) && (left.Count == 1 || right.Count == 1))
                _fixed.Add((place, Only(left), Only(right)));
        }
    }

    /// <summary>A cell by the parameters that tell cells apart: <c>activation=tanh norm=layer</c>; empty if there is one cell.</summary>
    public string Label(RunOutcome run) => string.Join(' ', _varied
        .Where(place => run.Parameters[place] is not null)
        .Select(place => $"{Name(place)}={Text(run.Parameters[place])}"));

    public JsonObject Parameters(RunOutcome run)
    {
        var parameters = new JsonObject();
        foreach (var place in _varied)
            parameters[Name(place)] = JsonOutput.Value(run.Parameters[place]);
        return parameters;
    }

    /// <summary>Sentences about parameters in which the two folders have no cell in common.</summary>
    public IEnumerable<string> Notes() => _fixed.Select(one =>
        $"{Name(one.Place)}: {Side(one.First)} in the first folder, {Side(one.Second)} in the second.");

    /// <summary>What differs in how two runs ended: <c>loss_end 2.371 and 2.444</c>.</summary>
    public static IEnumerable<string> Outcomes(RunOutcome first, RunOutcome second)
    {
        if (first.Status != second.Status)
            yield return $"{first.Status.ToString().ToLowerInvariant()} and {second.Status.ToString().ToLowerInvariant()}";
        foreach (var (name, one, other) in Figures(first, second))
            yield return $"{name} {Quantity.Loss(one)} and {Quantity.Loss(other)}";
    }

    public static JsonObject OutcomesJson(RunOutcome first, RunOutcome second)
    {
        var outcomes = new JsonObject();
        if (first.Status != second.Status)
            outcomes["status"] = new JsonObject { ["first"] = first.Status.ToString().ToLowerInvariant(), ["second"] = second.Status.ToString().ToLowerInvariant() };
        foreach (var (name, one, other) in Figures(first, second))
            outcomes[name] = new JsonObject { ["first"] = JsonOutput.Value(one), ["second"] = JsonOutput.Value(other) };
        return outcomes;
    }

    private static IEnumerable<(string Name, double? First, double? Second)> Figures(RunOutcome first, RunOutcome second) => s_told
        .Select(measure => (measure.Name, measure.Number(first), measure.Number(second)))
        .Where(figure => !Nullable.Equals(figure.Item2, figure.Item3));

    private List<HashSet<object>> Values(IEnumerable<RunOutcome> runs)
    {
        var values = _parameters.Select(_ => new HashSet<object>()).ToList();
        foreach (var run in runs)
            for (var place = 0; place < values.Count; place++)
                values[place].Add(run.Parameters[place] ?? DBNull.Value);
        return values;
    }

    private static object? Only(HashSet<object> values) => values.Count == 1 ? values.First() : null;

    private static string Side(object? value) => value switch
    {
        null => "several values",
        DBNull => "without effect",
        _ => Text(value),
    };

    private string Name(int place) => _parameters[place].ShortName;

    private static string Text(object? value) => Texts.Plain(ParameterText.Of(value));
}
