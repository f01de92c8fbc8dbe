using Sweeps.Core.Datasets;
using Sweeps.Core.Definitions;
using Sweeps.Core.Parameters;

namespace Sweeps.Core.Plans;

/// <summary>Checks cells one after another against the rules between their parameters and their data.</summary>
internal sealed class CellChecks(ParameterSet parameters, DataSources lists, CellDatasets datasets)
{
    private readonly DataSettingsCache _settings = new(parameters);
    private readonly Dictionary<DataSettings, int> _counts = [];
    private DataSettings? _data;
    private int _leastExamples;

    /// <summary>The first rule that a cell breaks, as the parameter to blame and a message; null if it breaks none.</summary>
    public (Parameter Parameter, string Message)? FindViolation(CellValues cell)
    {
        if (parameters.Task.Of(cell) is { HasData: true })
            return CheckOwn(cell);
        var data = _settings.Of(cell);
        if (lists.Find(data.Kind, data.Source) is not { } list)
            return (cell.Parameters.Dataset.Source, lists.Problem(data.Kind, data.Source));
        if (CellRules.CheckLength(cell) is { } length)
            return length;
        if (CellRules.CheckNorm(cell) is { } norm)
            return (cell.Parameters.Train.BatchSize, norm);
        if (CellRules.CheckOptimizer(cell) is { } optimizer)
            return (cell.Parameters.Train.Optimizer, optimizer);
        if (CellRules.CheckDivergence(cell) is { } divergence)
            return (cell.Parameters.Train.DivergedAbove, divergence);
        if (CellRules.CheckWarmup(cell) is { } warmup)
            return (cell.Parameters.Train.WarmupSteps, warmup);
        if (CellRules.CheckParametrization(cell) is { } parametrization)
            return parametrization;
        if (CellRules.CheckArithmetic(cell) is { } arithmetic)
            return arithmetic;
        if (CellRules.CheckSize(cell, list.Inputs(data), list.Targets(data).Outputs) is { } size)
            return (cell.Parameters.Model.Width, size);
        if (!ReferenceEquals(data, _data))
        {
            if (CellRules.CheckSplit(cell) is { } split)
                return (cell.Parameters.Dataset.Train, split);
            if (list.Check(data) is { } wrong)
                return (cell.Parameters.Find(wrong.Key)!, wrong.Message);
            _data = data;
            _leastExamples = DataCatalogue.LeastTrain(list, data);
        }

        // Counting examples needs the words in their order, so it is done only if the result can matter.
        var batchSize = cell.Integer(cell.Parameters.Train.BatchSize);
        if (batchSize > _leastExamples && CellRules.CheckBatch(batchSize, Count(list, data)) is { } batch)
            return (cell.Parameters.Train.BatchSize, batch);
        return !cell.Switch(parameters.Train.DropLast) && CellRules.CheckLastBatch(cell, Count(list, data)) is { } last ? (parameters.Train.DropLast, last) : null;
    }

    private (Parameter Parameter, string Message)? CheckOwn(CellValues cell)
    {
        try
        {
            var own = datasets.OwnOf(ActingValues.Of(cell))!;
            return CellRules.CheckLength(cell) is { } length ? length : CellRules.CheckBatch(cell.Integer(parameters.Train.BatchSize), own.Train.Count) is { } batch ? (parameters.Train.BatchSize, batch) : null;
        }
        catch (InvalidOperationException problem)
        {
            return (parameters.Task.Kind, problem.Message);
        }
    }

    private int Count(DataSource list, DataSettings data)
    {
        if (!_counts.TryGetValue(data, out var count))
            _counts.Add(data, count = DataCatalogue.CountTrain(list, data));
        return count;
    }
}
