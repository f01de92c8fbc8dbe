using Sweeps.Core.Handlers;
using Sweeps.Core.Plans;
using Sweeps.Tables;
using Sweeps.Training;

namespace Sweeps.Core.Running;

/// <summary>Finds out how many rows handlers write, by letting them look at made-up numbers.</summary>
internal static class LookProbe
{
    /// <summary>The rows of one look at a cell's network; none if the handler cannot stand made-up numbers: it will tell of itself when it is run.</summary>
    public static TableData Look(ITrainingEngine engine, HandlerDefinition handler, PlannedCell cell)
    {
        var rows = new HandlerRows(handler.Kind.Columns(handler.Options));
        try
        {
            handler.Kind.Create(handler.Options).Observe(new ProbeStep(engine.Describe(cell.Settings).Modules, cell), rows);
            return rows.Table;
        }
        catch (Exception)
        {
            return HandlerTables.Empty(handler);
        }
    }
}
