using Sweeps.Core.Running;

namespace Sweeps.Core.Tests.Running;

public sealed class TimeLeftTests
{
    /// <summary>Right within this factor, either way.</summary>
    private const double Factor = 1.5;

    // What a run takes is what is expected of it, times a constant of the machine, times something between 0.6 and 1.6 that nobody foresees.
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(1, 10, 1)]
    [InlineData(2, 100, 17)]
    [InlineData(5, 30, 0.2)]
    [InlineData(16, 100, 3)]
    public void After_a_tenth_of_the_runs_the_time_left_is_right_within_a_factor(int workers, double spread, double machine)
    {
        foreach (var (left, foreseen) in Execute(runs: 400, workers, spread, machine, seed: 7))
            Assert.InRange(foreseen, left / Factor, left * Factor);
    }

    [Fact]
    public void Before_anything_is_known_it_is_what_is_expected()
    {
        var cells = FakeSweep.Cells([0.1], 3);
        var progress = new SweepProgress(3, 0, new RunQueue(cells, [0, 1, 2], [1, 2, 3]), new ManualTime());
        Assert.Equal(6, progress.SecondsLeft);
    }

    [Fact]
    public void A_run_under_way_counts_by_its_steps()
    {
        var cells = FakeSweep.Cells([0.1], 2);
        var time = new ManualTime();
        var queue = new RunQueue(cells, [0, 1], [10, 10]);
        var progress = new SweepProgress(2, 0, queue, time);
        progress.Begin(cells[0].Run, 10);
        time.MoveTo(4);
        progress.Advance(cells[0].Run, 0.5);
        Assert.Equal(12, progress.SecondsLeft, 9);
        time.MoveTo(8);
        progress.End(cells[0].Run);
        Assert.Equal(8, progress.SecondsLeft, 9);
    }

    /// <summary>Executes a sweep on a clock of its own.</summary>
    /// <returns>From a tenth of the runs to nine tenths: seconds left, and what was foreseen.</returns>
    private static List<(double Left, double Foreseen)> Execute(int runs, int workers, double spread, double machine, int seed)
    {
        var random = new System.Random(seed);
        var cells = FakeSweep.Cells([0.1], runs);
        var costs = cells.Select(_ => (float)(0.5 * Math.Pow(spread, random.NextDouble()))).ToArray();
        var takes = cells.Zip(costs).ToDictionary(pair => pair.First.Run, pair => pair.Second * machine * (0.6 + random.NextDouble()), StringComparer.Ordinal);
        var time = new ManualTime();
        var queue = new RunQueue(cells, [.. Enumerable.Range(0, runs)], [.. costs]);
        var progress = new SweepProgress(runs, 0, queue, time);
        var underWay = new PriorityQueue<(string Run, double Began), double>();
        var looks = new List<(double At, double Foreseen)>();
        var now = 0.0;
        for (var worker = 0; worker < workers; worker++)
            Begin();
        while (underWay.TryDequeue(out var ended, out now))
        {
            time.MoveTo(now);
            foreach (var ((run, began), end) in underWay.UnorderedItems)
                progress.Advance(run, (now - began) / (end - began));
            progress.End(ended.Run);
            Begin();
            if (progress.Trained >= runs / 10 && progress.Trained <= runs * 9 / 10)
                looks.Add((now, progress.SecondsLeft));
        }

        var over = time.GetUtcNow() - DateTimeOffset.UnixEpoch;
        return [.. looks.Select(look => (over.TotalSeconds - look.At, look.Foreseen))];

        void Begin()
        {
            if (queue.Next() is not var (cell, seconds))
                return;
            progress.Begin(cell.Run, seconds);
            underWay.Enqueue((cell.Run, now), now + takes[cell.Run]);
        }
    }
}
