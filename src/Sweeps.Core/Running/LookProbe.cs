using Sweeps.Core.Handlers;
using Sweeps.Core.Plans;
using Sweeps.Tables;
using Sweeps.Training;

namespace Sweeps.Core.Running;

/// <summary>Finds the number of rows that handlers write, by letting them observe arbitrary numbers.</summary>
internal static class LookProbe
{
    /// <summary>The rows of one observation of a cell's network; none if the handler fails for arbitrary numbers. Its error is reported when the run starts.</summary>
    public static TableData Look(ITrainingEngine engine, HandlerDefinition handler, PlannedCell cell)
    {
        if (handler.Kind is EvaluationTable evaluations)
            return evaluations.Example(handler.Options);
        var rows = new HandlerRows(handler.Kind.Columns(handler.Options));
        try
        {
            handler.Kind.Create(handler.Options).Observe(new ProbeStep(engine.Describe(cell.Settings).Modules, cell), rows);
            return rows.Table;
        }
        catch (Exception)
        {
            return handler.NewTable();
        }
    }
}
