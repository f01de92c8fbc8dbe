using Sweeps.Core.Axes;
using Sweeps.Core.Definitions;
using Sweeps.Core.Definitions.Expressions;
using Sweeps.Core.Handlers;
using Sweeps.Core.Parameters;
using Sweeps.Core.Text;

namespace Sweeps.Core.Plans;

/// <summary>Finds the parts of a definition that have no effect. It checks every cell and drops a part as soon as it has an effect.</summary>
internal sealed class EffectCheck
{
    private readonly SweepDefinition _definition;
    private readonly List<IdlePattern> _exclude;
    private readonly List<IdlePattern> _detail;
    private readonly List<CellFilter> _where;
    private readonly List<Parameter> _inert;
    private int _mostSteps;

    public EffectCheck(SweepDefinition definition)
    {
        _definition = definition;
        _exclude = [.. definition.Exclude.Select(pattern => new IdlePattern(pattern))];
        _detail = [.. definition.Detail.Select(pattern => new IdlePattern(pattern))];
        _where = [.. definition.Where];
        _inert = [.. definition.Parameters.SometimesInert.Where(definition.Places.ContainsKey)];
    }

    public void See(CellValues cell, CellFate fate)
    {
        for (var i = _exclude.Count - 1; i >= 0; i--)
            if (_exclude[i].Matches(cell))
                _exclude.RemoveAt(i);
        for (var i = _where.Count - 1; i >= 0; i--)
            if (!_where[i].Holds(cell))
                _where.RemoveAt(i);
        if (fate != CellFate.Kept)
            return;
        _mostSteps = Math.Max(_mostSteps, cell.Integer(cell.Parameters.Train.Steps));
        for (var i = _detail.Count - 1; i >= 0; i--)
            if (_detail[i].Matches(cell))
                _detail.RemoveAt(i);
        for (var i = _inert.Count - 1; i >= 0; i--)
            if (Acts(_inert[i], cell))
                _inert.RemoveAt(i);
    }

    /// <summary>All warnings by place, including those of the reader.</summary>
    public IReadOnlyList<DefinitionWarning> Warnings()
    {
        var warnings = new List<DefinitionWarning>(_definition.Warnings);
        warnings.AddRange(_exclude.Select(idle => new DefinitionWarning(idle.Pattern.Mark, $"this entry of exclude takes out no cell: {idle.Why}")));
        warnings.AddRange(_detail.Select(idle => new DefinitionWarning(idle.Pattern.Mark, $"this entry of report.detail shows no run: {idle.Why}")));
        warnings.AddRange(_where.Select(filter => new DefinitionWarning(filter.Mark, "this condition takes out no cell: it holds for all of them")));
        warnings.AddRange(_inert.Select(parameter => new DefinitionWarning(_definition.Places[parameter].All[0].Mark, $"{parameter.ShortName} is without effect {_definition.Parameters.NoEffectOf(parameter)}, as in every cell here")));
        if (_definition.Evaluation is { Interval.Steps: { } interval } && _mostSteps > 0 && interval >= _mostSteps)
            warnings.Add(new(_definition.EvaluationPlace, $"evaluate.every is {interval}, and the longest run has {_mostSteps} steps: runs are evaluated at their start and end alone"));
        foreach (var (handler, place) in _definition.Handlers.Zip(_definition.HandlerPlaces))
            if (_mostSteps > 0 && !Looks(handler.Schedule))
                warnings.Add(new(place, $"{handler.Name} never looks: the longest run has the steps 0 to {_mostSteps - 1}"));
        return [.. warnings.Distinct().OrderBy(warning => warning.Place.Line).ThenBy(warning => warning.Place.Column)];
    }

    // A written value that equals the value that acts anyway is no reason for a warning.
    private static bool Acts(Parameter parameter, CellValues cell) =>
        !cell.Sets(parameter) || !cell.IsInert(parameter) || cell[parameter].Equals(parameter.Default) || cell[parameter].Equals(parameter.WithoutEffect);

    private bool Looks(HandlerSchedule schedule) =>
        schedule.Every is not null || schedule.First > 0 || schedule.Last > 0 || schedule.At.Any(step => step < _mostSteps && step >= -_mostSteps);

    /// <summary>A pattern that no cell has matched yet.</summary>
    private sealed class IdlePattern(CellPattern pattern)
    {
        private readonly bool[] _seen = new bool[pattern.Values.Count];

        public CellPattern Pattern { get; } = pattern;

        public string Why => Array.IndexOf(_seen, false) is >= 0 and var unseen
            ? $"none has {Pattern.Values[unseen].Parameter.ShortName} {Written(Pattern.Values[unseen])}"
            : "each of its values occurs, but no cell has all of them";

        public bool Matches(CellValues cell)
        {
            var all = true;
            for (var i = 0; i < _seen.Length; i++)
            {
                var has = CellPattern.Has(cell, Pattern.Values[i]);
                _seen[i] |= has;
                all &= has;
            }

            return all;
        }

        private static string Written((Parameter Parameter, object Value) one) =>
            Wording.Quote(ReferenceEquals(one.Value, CellValues.Auto) ? one.Parameter.AutoWord! : ParameterText.Of(one.Value))[1..^1];
    }
}
