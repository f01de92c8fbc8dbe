using Sweeps.Core.Handlers;
using Sweeps.Core.Plans;
using Sweeps.Training;

namespace Sweeps.Core.Running;

/// <summary>The expected training times of runs. They are computed, not measured, so that tasks on different machines deal the same shares. Cells of one shape are computed once. Not thread-safe.</summary>
internal sealed class RunCosts(ITrainingEngine engine, SweepJob job)
{
    /// <summary>The time to start and to store a run.</summary>
    private const double SecondsPerRun = 0.3e-3;

    /// <summary>The time to compile code and to write the tables, once per execution.</summary>
    private const double SecondsPerExecution = 0.7;

    /// <summary>The cost of a step in forward passes: a forward and a backward pass cost about three.</summary>
    private const int ForwardsPerStep = 3;

    private const int MostKnown = 10_000;
    private readonly Dictionary<RunShape, double> _known = [];
    private (CellSettings? Settings, long Evaluated, double Seconds) _last;
    private readonly TensorKinds[] _needs = [.. job.Handlers.Select(Needs)];

    /// <summary>The expected wall time of an execution.</summary>
    /// <param name="seconds">The sum of the expected times of the runs.</param>
    public static double WallSeconds(double seconds, int workers) => seconds > 0 ? SecondsPerExecution + (seconds / workers) : 0;

    /// <summary>The expected seconds of a cell's run on one core of an ordinary machine.</summary>
    public double Of(PlannedCell cell)
    {
        var evaluated = job.Evaluated?.Invoke(cell) ?? 0;
        if (evaluated == _last.Evaluated && RunShape.DifferInSeedAndRate(cell.Settings, _last.Settings))
            return _last.Seconds;
        var shape = RunShape.Of(cell, evaluated);
        if (!_known.TryGetValue(shape, out var seconds))
        {
            if (_known.Count == MostKnown)
                _known.Clear();
            _known[shape] = seconds = Price(cell, shape);
        }

        _last = (cell.Settings, evaluated, seconds);
        return seconds;
    }

    private double Price(PlannedCell cell, RunShape shape)
    {
        var training = cell.Settings.Training;
        var evaluation = cell.Settings with { Training = training with { Steps = (int)Math.Min(int.MaxValue, shape.Evaluated / ((long)training.BatchSize * ForwardsPerStep)) } };
        var described = engine.Describe(cell.Settings);
        return SecondsPerRun + described.Seconds + engine.Describe(evaluation).Seconds + Looks(cell, described.Modules);
    }

    private double Looks(PlannedCell cell, IReadOnlyList<ModuleInfo> modules)
    {
        if (_needs.Length == 0)
            return 0;
        var outputs = modules.Sum(module => (double)module.Outputs * module.Positions) * cell.Settings.Training.BatchSize;
        var weights = modules.Where(module => module.HasWeight).Sum(module => (double)module.Outputs * module.Inputs);
        var nanoseconds = 0.0;
        for (var i = 0; i < _needs.Length; i++)
        {
            var numbers = (outputs * Count(_needs[i], TensorKinds.Output, TensorKinds.OutputGradient)) + (weights * Count(_needs[i], TensorKinds.Weight, TensorKinds.WeightGradient, TensorKinds.Step));
            nanoseconds += job.Handlers[i].Schedule.LooksOf(cell.Settings.Training.Steps) * numbers * job.Handlers[i].Kind.NanosecondsPerNumber;
        }

        return nanoseconds * 1e-9;
    }

    private static int Count(TensorKinds needs, params ReadOnlySpan<TensorKinds> kinds)
    {
        var count = 0;
        foreach (var kind in kinds)
            count += needs.HasFlag(kind) ? 1 : 0;
        return count;
    }

    private static TensorKinds Needs(HandlerDefinition handler)
    {
        try
        {
            return handler.Kind.Create(handler.Options).Needs;
        }
        catch (Exception)
        {
            // The error is reported when the run starts.
            return TensorKinds.None;
        }
    }
}
