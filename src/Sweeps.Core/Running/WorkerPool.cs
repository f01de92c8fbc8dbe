using System.Runtime.ExceptionServices;
using Sweeps.Core.Files;
using Sweeps.Core.Journals;
using Sweeps.Core.Outcomes;
using Sweeps.Core.Plans;
using Sweeps.Core.Store;
using Sweeps.Training;

namespace Sweeps.Core.Running;

/// <summary>A pool of workers, each on its own thread, that train runs from a queue until it is empty or they are stopped.</summary>
internal sealed class WorkerPool(ITrainingEngine engine, SweepJob job, RunOptions options, EventSink events, SweepStore store, StateFiles states, TimeProvider time)
{
    private Exception? _failure;

    /// <summary>Trains all runs in the queue.</summary>
    /// <exception cref="StorageException">Runs cannot be stored.</exception>
    public void Train(RunQueue queue, SweepProgress progress, int workers, CancellationToken stop)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using (var commits = new CommitQueue(store, options.SyncEvery, outcome => Committed(outcome, progress), cause => Fail(cause, ending)))
        {
            var threads = new List<Thread>(workers);
            try
            {
                for (var i = 0; i < workers; i++)
                {
                    var trainer = new RunTrainer(engine, job, options, events, store.Models, states, progress, time, i);
                    var thread = new Thread(() => Work(queue, trainer, commits, progress, ending)) { IsBackground = true, Name = $"worker {i}" };
                    thread.Start();
                    threads.Add(thread);
                }
            }
            catch (Exception e)
            {
                // The system allows no more threads: the existing ones stop in an orderly way.
                Fail(e, ending);
            }

            foreach (var thread in threads)
                thread.Join();
        }

        if (_failure is not null)
            ExceptionDispatchInfo.Throw(_failure);
    }

    private void Work(RunQueue queue, RunTrainer trainer, CommitQueue commits, SweepProgress progress, CancellationTokenSource ending)
    {
        try
        {
            while (!ending.IsCancellationRequested && queue.Next() is var (cell, seconds))
            {
                progress.Begin(cell.Run, seconds);
                if (trainer.Train(cell, ending.Token) is { } record)
                    Commit(cell, record, trainer, commits);
            }
        }
        catch (Exception e)
        {
            Fail(e, ending);
        }
    }

    private static void Commit(PlannedCell cell, RunRecord record, RunTrainer trainer, CommitQueue commits)
    {
        try
        {
            commits.Add(record);
        }
        catch (Exception e) when (e is OverflowException or OutOfMemoryException)
        {
            // The run has more than two gigabytes of rows.
            commits.Add(trainer.TooLarge(cell, e));
        }
    }

    private void Committed(RunOutcome outcome, SweepProgress progress)
    {
        states.Remove(outcome.Run);
        progress.End(outcome.Run);
        events.Send(now => new RunFinished(now, outcome, progress.Done, progress.Cells, progress.SecondsLeft)
        {
            Trained = progress.Trained,
            Due = progress.Due,
        });
    }

    private void Fail(Exception cause, CancellationTokenSource ending)
    {
        Interlocked.CompareExchange(ref _failure, cause, null);
        ending.Cancel();
    }
}
