using System.Globalization;
using Sweeps.Core.Journals;
using Sweeps.Core.Parameters;
using Sweeps.Tables;

namespace Sweeps.Reports.Exports.TensorBoard;

/// <summary>A folder per run with its event file, and one above them that says what was swept.</summary>
internal sealed class EventExport : IExport
{
    private readonly string _folder;
    private readonly SortedSet<string> _leftOut = new(StringComparer.Ordinal);

    public static ExportKind Kind { get; } = new(
        "tensorboard",
        "A folder per run with an event file of scalars, histograms and hyperparameters for TensorBoard.",
        (folder, results) => new EventExport(folder, results.Parameters, results.Runs()))
    { Viewer = ["tensorboard", "--logdir"] };

    /// <param name="parameters">The parameters that runs have.</param>
    /// <param name="runs">Rows of <c>runs.parquet</c>.</param>
    public EventExport(string folder, ParameterSet parameters, TableData runs)
    {
        _folder = folder;
        using var events = new EventFile(folder);
        Hyperparameters.WriteExperiment(events, parameters, runs);
        events.Finish();
    }

    public IEnumerable<string> Notes => _leftOut.Select(table => $"'{table}' has several rows of a step and tensor, which TensorBoard has no place for: it is left out. The formats csv and jsonl have it.");

    public void Add(RunRecord run)
    {
        var cell = run.Outcome.Cell.ToString(CultureInfo.InvariantCulture);
        using var events = new EventFile(Path.Combine(_folder, $"cell-{cell}-{run.Outcome.Run}"));
        Hyperparameters.WriteStart(events, run.Outcome);
        for (var step = 0; step < run.Losses.Length; step++)
        {
            events.Scalar("loss", run.Losses.Span[step]);
            events.EndStep(step);
        }

        for (var i = 0; i < run.Tables.Count; i++)
            if (!StatisticEvents.TryWrite(events, run.Outcome.Handlers[i].Name, run.Tables[i]))
                _leftOut.Add(run.Outcome.Handlers[i].Name);
        Hyperparameters.WriteEnd(events, run.Outcome, run.Losses.Length);
        events.Finish();
    }

    public void Finish()
    {
        // Each run's file was made durable when it was complete.
    }

    public void Dispose()
    {
    }
}
