using Sweeps.Core.Plans;
using Sweeps.Tables;
using Sweeps.Training;

namespace Sweeps.Core.Running;

/// <summary>A rough estimate of the memory that runs use at their end. Cells of one shape are estimated once. Not thread-safe.</summary>
internal sealed class RunMemory(ITrainingEngine engine, SweepJob job)
{
    /// <summary>The factor for columns that grow: a column may have twice the needed capacity, and its old buffer is not collected at once.</summary>
    private const int Growth = 3;

    private const int MostKnown = 10_000;
    private readonly Dictionary<RunShape, long> _known = [];

    /// <summary>The memory of a cell's run in bytes.</summary>
    public long Of(PlannedCell cell)
    {
        var shape = RunShape.Of(cell, evaluated: 0);
        if (_known.TryGetValue(shape, out var bytes))
            return bytes;
        if (_known.Count == MostKnown)
            _known.Clear();
        return _known[shape] = Measure(cell);
    }

    private long Measure(PlannedCell cell)
    {
        var training = cell.Settings.Training;
        var bytes = engine.Describe(cell.Settings).MemoryBytes;
        var series = training.Steps * (double)sizeof(float);
        foreach (var handler in job.Recorded)
        {
            var look = LookProbe.Look(engine, handler, cell);
            series += handler.Schedule.LooksOf(training.Steps) * (double)look.RowCount * look.Columns.Sum(BytesPerRow);
        }

        return (long)Math.Min(long.MaxValue / 2, bytes + (series * Growth));
    }

    private static int BytesPerRow(ColumnData column) => (column.Schema.Nullable ? sizeof(bool) : 0) + column.Schema.Type switch
    {
        ColumnType.Boolean => sizeof(bool),
        ColumnType.Int32 or ColumnType.Float => sizeof(int),
        // Texts are names of modules and tensors, which rows refer to.
        _ => sizeof(long),
    };
}
