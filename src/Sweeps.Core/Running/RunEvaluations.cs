using Sweeps.Core.Handlers;
using Sweeps.Tables;
using Sweeps.Training;

namespace Sweeps.Core.Running;

/// <summary>Evaluates a run while it is trained: before its first step, after every so many, and at its end. Not thread-safe.</summary>
/// <param name="table">Receives the rows; it may hold those of the steps before.</param>
/// <param name="settings">What is evaluated.</param>
/// <param name="interval">Steps between two evaluations, at least 1.</param>
internal sealed class RunEvaluations(HandlerTable table, EvaluationSettings settings, int interval, SplitEvaluations splits)
{
    private readonly ColumnData<int> _steps = table.Rows.Column<int>("step");
    private readonly ColumnData<string> _splits = table.Rows.Column<string>("split");
    private readonly ColumnData<double> _losses = table.Rows.Column<double>("loss");
    private readonly ColumnData<double>[] _metrics = [.. settings.Metrics.Select(metric => table.Rows.Column<double>(metric))];

    /// <summary>The most steps until the next evaluation is due.</summary>
    public int StepsLeft(ITrainingRun run) => interval - (run.StepsDone % interval);

    /// <summary>Evaluates the run if that is due. A run that has ended is evaluated unless it has diverged.</summary>
    public void Look(ITrainingRun run)
    {
        var step = run.StepsDone;
        var isDue = run.IsFinished ? run.DivergedAt is null : step % interval == 0;
        // A run that goes on from a saved state may have been evaluated at this step already.
        if (!isDue || (_steps.Count > 0 && _steps.Values[^1] == step))
            return;
        foreach (var split in settings.Splits)
        {
            var evaluation = splits.Of(split);
            if (evaluation.Loss is null)
                continue;
            _steps.Append(step);
            _splits.Append(split);
            Append(_losses, evaluation.FiniteLoss);
            for (var i = 0; i < _metrics.Length; i++)
                Append(_metrics[i], evaluation.Metric(settings.Metrics[i]));
        }
    }

    private static void Append(ColumnData<double> column, double? value)
    {
        if (value is { } number)
            column.Append(number);
        else
            column.AppendNull();
    }
}
