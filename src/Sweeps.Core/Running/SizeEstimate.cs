using Sweeps.Core.Plans;
using Sweeps.Tables;
using Sweeps.Training;

namespace Sweeps.Core.Running;

/// <summary>A rough estimate of the size of a sweep's tables.</summary>
public static class SizeEstimate
{
    private const int MostProbes = 50;

    // Bytes per value of each type after encoding and compression, measured on tables of the shipped experiments.
    private const double BytesPerFloat = 3.6;
    private const double BytesPerDouble = 7.2;
    private const double BytesPerOther = 0.5;
    private const double BytesPerRun = 200;
    private const double BytesPerWeight = 4;

    /// <summary>The estimated bytes of all tables and models when every cell is done, from a sample of cells across the plan.</summary>
    public static double Bytes(ITrainingEngine engine, SweepJob job)
    {
        var cells = job.Cells.Count;
        var probes = Math.Min(cells, MostProbes);
        var sum = 0.0;
        for (var i = 0; i < probes; i++)
            sum += OfRun(engine, job, job.Cells[(int)((long)i * cells / probes)]);
        return probes == 0 ? 0 : sum / probes * cells;
    }

    private static double OfRun(ITrainingEngine engine, SweepJob job, PlannedCell cell)
    {
        var steps = cell.Settings.Training.Steps;
        var bytes = BytesPerRun + (steps * BytesPerFloat) + (job.SaveModels ? engine.Describe(cell.Settings).ParameterCount * BytesPerWeight : 0);
        foreach (var handler in job.Recorded)
            bytes += handler.Schedule.LooksOf(steps) * OfLook(LookProbe.Look(engine, handler, cell));
        return bytes;
    }

    private static double OfLook(TableData look) => look.RowCount * look.Columns.Sum(column => column.Schema.Type switch
    {
        ColumnType.Float => BytesPerFloat,
        ColumnType.Double => BytesPerDouble,
        _ => BytesPerOther / look.Columns.Count,
    });
}
