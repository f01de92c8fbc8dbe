using Sweeps.Core.Plans;
using Sweeps.Tables;
using Sweeps.Training;

namespace Sweeps.Core.Running;

/// <summary>How much memory runs hold at their end, roughly. Cells of one shape are measured once. Not thread-safe.</summary>
internal sealed class RunMemory(ITrainingEngine engine, SweepJob job)
{
    /// <summary>A column that grows has up to as much room again, and what it grew out of is not collected at once.</summary>
    private const int Growth = 3;

    private const int MostKnown = 10_000;
    private readonly Dictionary<RunShape, long> _known = [];

    /// <summary>Bytes.</summary>
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
        foreach (var handler in job.Handlers)
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
        // Texts are names of modules and tensors: the row holds a reference.
        _ => sizeof(long),
    };
}
