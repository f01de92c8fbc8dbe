using Sweeps.Training;
using Sweeps.Training.Lockstep;

namespace Sweeps.Core.Verification.Lockstep;

/// <summary>Trains runs again and compares single steps with those of another engine from the same weights on the same batch. Thread-safe.</summary>
/// <param name="engine">The engine that is checked.</param>
/// <param name="oracle">The engine that it is compared with.</param>
public sealed class LockstepCheck(ITrainingEngine engine, ILockstepOracle oracle)
{
    /// <summary>Steps between two looks at whether to stop.</summary>
    private const int Slice = 1000;

    private static readonly int[] s_first = [0, 1, 10, 100];

    /// <summary>The steps that are compared where none are named: 0, 1, 10, 100 and the last.</summary>
    /// <param name="steps">Of the run, at least 1.</param>
    public static IReadOnlyList<int> DefaultSteps(int steps) => [.. s_first.Where(step => step < steps - 1), steps - 1];

    /// <summary>Checks a run. The last of the steps is compared a second time, of a run that is restored from the state saved before it.</summary>
    /// <param name="cell">All that determines the run besides its data.</param>
    /// <param name="data">What it trains on.</param>
    /// <param name="steps">The steps to compare, from 0; those that the run does not have are left out.</param>
    /// <param name="stop">Stops it.</param>
    /// <exception cref="ArgumentException">One of the engines refuses the run.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public LockstepReport Check(CellSettings cell, IDataset data, IReadOnlyList<int> steps, CancellationToken stop)
    {
        var wanted = steps.Where(step => step >= 0 && step < cell.Training.Steps).Distinct().Order().ToList();
        var recorder = new StepRecorder();
        var found = new List<StepComparison>();
        using var run = engine.Start(cell, data, recorder);
        using var other = oracle.Follow(cell, data);
        foreach (var step in wanted)
        {
            while (run.StepsDone < step && !run.IsFinished)
            {
                stop.ThrowIfCancellationRequested();
                run.Advance(Math.Min(Slice, step - run.StepsDone));
            }

            if (run.IsFinished)
                break;
            using var state = new MemoryStream();
            if (step == wanted[^1])
                run.Save(state);
            if (!Compare(recorder, run, isResumed: false))
                break;
            if (step == wanted[^1])
                Resume(state);
        }

        return new LockstepReport(found, run.DivergedAt);

        bool Compare(StepRecorder tap, ITrainingRun training, bool isResumed)
        {
            if (tap.Take(training, cell) is not { } ours)
                return false;
            found.Add(new StepComparison(ours.Start.Step, isResumed, StepComparer.Compare(ours, OtherStep.Of(other, ours))));
            return true;
        }

        void Resume(MemoryStream state)
        {
            state.Position = 0;
            var tap = new StepRecorder();
            using var resumed = engine.Start(cell, data, tap);
            resumed.Restore(state);
            Compare(tap, resumed, isResumed: true);
        }
    }
}
