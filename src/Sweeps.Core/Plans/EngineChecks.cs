using Sweeps.Core.Parameters;
using Sweeps.Core.Text;
using Sweeps.Training;

namespace Sweeps.Core.Plans;

/// <summary>Checks that an engine can train the cells of a definition. The check takes no time for an engine that supports every name.</summary>
internal sealed class EngineChecks
{
    private readonly ITrainingEngine _engine;
    private readonly Choice[] _choices;

    public EngineChecks(ITrainingEngine engine, ParameterSet parameters)
    {
        _engine = engine;
        _choices =
        [
            .. parameters.All.Where(parameter => parameter.Choices is not null)
                .Select(parameter => new Choice(parameter, [.. parameter.Choices!(engine.Catalogue)]))
                .Where(choice => choice.Parameter.Type.ChosenNames?.All(name => choice.Names.Contains(name, StringComparer.Ordinal)) != true),
        ];
    }

    /// <summary>Whether the engine checks settings itself, besides its lists of names.</summary>
    public bool AsksEngine => _engine is ISelectiveEngine;

    /// <summary>The first value of a cell that the engine does not support, as the parameter and a message with the supported values; null if there is none.</summary>
    public (Parameter Parameter, string Message)? FindUnknown(CellValues cell)
    {
        if (cell.Parameters.Task.Of(cell) is { } task && !string.Equals(task.Engine, _engine.Name, StringComparison.Ordinal))
            return (cell.Parameters.Task.Kind, $"the task '{task.Name}' is trained by another engine: write engine: {task.Engine}");
        foreach (var (parameter, names) in _choices)
            if (parameter.Type.ChosenName(cell.Text(parameter)) is var name && !names.Contains(name, StringComparer.Ordinal) && !cell.IsInert(parameter))
                return (parameter, $"the engine '{_engine.Name}' has no {parameter.ShortName} '{name}'; it has {Wording.OneOf(names)}");
        return null;
    }

    /// <summary>Why the engine cannot train runs with these settings; null if it can.</summary>
    public string? FindRefusal(CellSettings settings) =>
        (_engine as ISelectiveEngine)?.Refuses(settings) is { } reason ? $"the engine '{_engine.Name}' cannot train this: {reason}" : null;

    private sealed record Choice(Parameter Parameter, IReadOnlyList<string> Names);
}
