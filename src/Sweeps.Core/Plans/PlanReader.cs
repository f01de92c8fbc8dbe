using Sweeps.Core.Definitions;
using Sweeps.Core.Engines;
using Sweeps.Core.Yaml;

namespace Sweeps.Core.Plans;

/// <summary>A plan, or all errors of its definition.</summary>
/// <param name="Plan">The plan; null if there are errors.</param>
public sealed record PlanResult(SweepPlan? Plan, IReadOnlyList<DefinitionError> Errors);

/// <summary>Makes a plan from a file: reads the definition and checks its cells.</summary>
public static class PlanReader
{
    /// <summary>Reads a definition from a file and plans it.</summary>
    public static PlanResult Read(string path, DefinitionContext context) => Plan(DefinitionReader.Read(path, context));

    /// <summary>Plans a definition that was read, for the engine that it chooses.</summary>
    public static PlanResult Plan(DefinitionResult result)
    {
        if (result is not { Definition: { } definition, Engines: { } engines })
            return new PlanResult(null, result.Errors);
        try
        {
            return Plan(definition, new SweepPlan(definition, result.Data, engines.Get(definition.Engine)));
        }
        catch (EngineException missing)
        {
            return new PlanResult(null, [new DefinitionError(definition.EnginePlace.File, definition.EnginePlace.Line, definition.EnginePlace.Column, missing.Message)]);
        }
    }

    private static PlanResult Plan(SweepDefinition definition, SweepPlan plan)
    {
        if (plan.FindViolations() is { Count: > 0 } errors)
            return new PlanResult(null, errors);
        return plan.Cells().Any() ? new PlanResult(plan, []) : new PlanResult(null, [NoCells(definition)]);
    }

    private static DefinitionError NoCells(SweepDefinition definition)
    {
        var mark = definition.Where.Count > 0 ? definition.Where[^1].Mark
            : definition.Exclude.Count > 0 ? definition.Exclude[0].Mark
            : new SourceMark(definition.File, 1, 1);
        return new DefinitionError(mark.File, mark.Line, mark.Column, "no cell is left to train: exclude and where take out all of them");
    }
}
