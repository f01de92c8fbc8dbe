using System.Globalization;
using Sweeps.Core.Analysis.Summaries;
using Sweeps.Core.Outcomes;
using Sweeps.Core.Parameters;
using Sweeps.Tables;

namespace Sweeps.Reports.Exports.TensorBoard;

/// <summary>A sweep's parameters and outcomes as the plugin for hyperparameters reads them (tensorboard/plugins/hparams, api.proto and plugin_data.proto).</summary>
internal static class Hyperparameters
{
    private const int ExperimentField = 2;
    private const int StartField = 3;
    private const int EndField = 4;
    private const int Succeeded = 1;
    private const int Failed = 2;

    /// <summary>The outcomes that runs are compared by, beside their tags.</summary>
    public static IReadOnlyList<(string Tag, Func<RunOutcome, double?> Value)> Outcomes { get; } =
    [
        ("outcome/loss_start", run => run.Losses.Start),
        ("outcome/loss_end", run => run.Losses.End),
        ("outcome/loss_valid", run => run.LossValid),
        ("outcome/loss_test", run => run.LossTest),
    ];

    /// <summary>What varies in the sweep (all parameters if nothing does), and the outcomes.</summary>
    /// <param name="parameters">The parameters that runs have.</param>
    /// <param name="runs">Rows of <c>runs.parquet</c>.</param>
    public static void WriteExperiment(EventFile events, ParameterSet parameters, TableData runs)
    {
        var experiment = new Message();
        var info = new Message();
        foreach (var column in Shown(parameters, runs))
            experiment.Add(4, info.Add(1, column.Name).Add(4, TypeOf(column.Type)));
        var name = new Message();
        foreach (var (tag, _) in Outcomes)
            experiment.Add(5, info.Add(1, name.Add(2, tag)));
        events.Hyperparameters("_hparams_/experiment", new Message().Add(ExperimentField, experiment));
        events.EndStep(0);
    }

    public static void WriteStart(EventFile events, RunOutcome run)
    {
        var start = new Message();
        var entry = new Message();
        var value = new Message();
        foreach (var (parameter, known) in run.Parameters.Known)
            start.Add(1, entry.Add(1, parameter.ShortName).Add(2, Add(value, known)));
        events.Hyperparameters("_hparams_/session_start_info", new Message().Add(StartField, start));
        events.EndStep(0);
    }

    public static void WriteEnd(EventFile events, RunOutcome run, int steps)
    {
        foreach (var (tag, outcome) in Outcomes)
            if (outcome(run) is { } value)
                events.Scalar(tag, (float)value);
        var end = new Message().Add(1, run.Status == RunStatus.Failed ? Failed : (long)Succeeded);
        events.Hyperparameters("_hparams_/session_end_info", new Message().Add(EndField, end));
        events.EndStep(steps);
    }

    private static IEnumerable<ColumnSchema> Shown(ParameterSet parameters, TableData runs)
    {
        var varied = VariedParameters.All(parameters, runs);
        return varied.Count > 0 ? varied.Select(column => column.Schema) : parameters.Columns.Where(column => runs.Schema.IndexOf(column.Name) >= 0);
    }

    // google.protobuf.Value.
    private static Message Add(Message value, object parameter) => parameter switch
    {
        string text => value.Add(3, text),
        bool flag => value.Add(4, flag ? 1L : 0L),
        _ => value.Add(2, Convert.ToDouble(parameter, CultureInfo.InvariantCulture)),
    };

    // DataType of api.proto.
    private static long TypeOf(ColumnType type) => type switch
    {
        ColumnType.String => 1,
        ColumnType.Boolean => 2,
        _ => 3,
    };
}
