using Sweeps.Engine.Schedules;
using Sweeps.Engine.Tests.Training;
using Sweeps.Engine.Training;
using Sweeps.Training;
using Sweeps.Training.Catalogues;
using Sweeps.Training.Running;

namespace Sweeps.Engine.Tests.Schedules;

/// <summary>What holds for every schedule of the catalogue.</summary>
public sealed class ScheduleCatalogueTests
{
    private static readonly TrainingData s_data = TestData.Random(symbols: 11, context: 2, count: 70, seed: 5);

    /// <summary>The factors of a run of five steps, by hand; the cosine of π/4 is √2/2. A schedule that is not here fails.</summary>
    private static readonly (string Name, double[] Numbers, double[] Factors)[] s_byHand =
    [
        ("constant", [], [1, 1, 1, 1, 1]),
        ("step", [0.5, 0.25], [1, 1, 1, 0.25, 0.25]),
        ("step", [0.4, 3], [1, 1, 3, 3, 3]),
        ("step", [0, 0.1], [0.1, 0.1, 0.1, 0.1, 0.1]),
        ("step", [1, 0.1], [1, 1, 1, 1, 1]),
        ("cosine", [0], [1, 0.85355339059327373, 0.5, 0.14644660940672624, 0]),
        ("cosine", [0.2], [1, 0.88284271247461903, 0.6, 0.317157287525381, 0.2]),
        ("cosine", [3], [1, 1.2928932188134525, 2, 2.7071067811865475, 3]),
        ("linear", [0], [1, 0.75, 0.5, 0.25, 0]),
        ("linear", [0.2], [1, 0.8, 0.6, 0.4, 0.2]),
        ("linear", [3], [1, 1.5, 2, 2.5, 3]),
        ("exponential", [0.5], [1, 0.5, 0.25, 0.125, 0.0625]),
        ("exponential", [2], [1, 2, 4, 8, 16]),
        // Milestones at steps 2 and 4.
        ("multi_step", [0.1, 0.4, 0.8], [1, 1, 0.1, 0.1, 0.01]),
        ("multi_step", [3, 0, 0.6], [3, 3, 3, 9, 9]),
        // The top at step 0.4 · 5 − 1; then thirds of half a cosine from 1 to 1/8, with cos π/3 = 1/2.
        ("one_cycle", [0.4, 2, 4, 0.8, 0.9], [0.5, 1, 0.78125, 0.34375, 0.125]),
        // The top at step 4: quarters of half a cosine from 1/3 to 1.
        ("one_cycle", [1, 3, 7, 0.8, 0.9], [1 / 3.0, 0.43096440627115082, 2 / 3.0, 0.90236892706218252, 1]),
        ("cosine_restarts", [2, 1, 0], [1, 0.5, 1, 0.5, 1]),
        // Periods of 1, 2 and 4 steps.
        ("cosine_restarts", [1, 2, 0.2], [1, 1, 0.6, 1, 0.88284271247461903]),
    ];

    public static TheoryData<string> All { get; } = [.. ScheduleCatalogue.All.Names];

    [Theory]
    [MemberData(nameof(All))]
    public void Factors_are_those_of_a_calculation_by_hand(string name)
    {
        var cases = s_byHand.Where(one => string.Equals(one.Name, name, StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(cases);
        foreach (var (_, numbers, factors) in cases)
        {
            for (var step = 0; step < factors.Length; step++)
                Assert.Equal(factors[step], Factor(name, numbers, step, factors.Length), 1e-15);
        }
    }

    /// <summary>The rate of the first step is exact, that of the last but for a rounding.</summary>
    [Theory]
    [InlineData("constant", 1, 1)]
    [InlineData("step", 1, 0.1)]
    [InlineData("cosine", 1, 0.1)]
    [InlineData("linear", 1, 0.1)]
    public void A_run_begins_with_its_rate_and_ends_with_the_factor(string name, double first, double last)
    {
        double[] numbers = [.. ScheduleCatalogue.All.Get(name).Numbers.Select(number => number.Example)];
        foreach (var steps in new[] { 2, 3, 10, 999, 10_000_000 })
        {
            Assert.Equal(first, Factor(name, numbers, 0, steps));
            Assert.Equal(last, Factor(name, numbers, steps - 1, steps), 1e-16);
        }
    }

    /// <summary>A schedule is constant over a run exactly if every step of it has the rate that it would have without one.</summary>
    [Theory]
    [MemberData(nameof(All))]
    public void A_schedule_without_effect_is_constant_and_no_other(string name)
    {
        var schedule = ScheduleCatalogue.All.Get(name);
        IEnumerable<double[]> all = [[]];
        foreach (var number in schedule.Numbers.Concat(schedule.List is { } list ? [list, list] : (ScheduleNumber[])[]))
            all = all.SelectMany(numbers => Values(number, few: schedule.Numbers.Count > 3).Select(value => (double[])[.. numbers, value]));
        // Lists are stored in ascending order.
        if (schedule.List is not null)
            all = all.Where(numbers => numbers[^2] <= numbers[^1]);
        var tried = 0;
        foreach (var numbers in all)
        {
            foreach (var steps in Enumerable.Range(1, 21).Append(100))
            {
                var isConstant = Enumerable.Range(0, steps).All(step => Factor(name, numbers, step, steps) == 1 && schedule.Momentum(numbers, step, steps) is null);
                Assert.True(isConstant == schedule.IsConstantOver(numbers, steps), $"{name}({string.Join(", ", numbers)}) over {steps}");
                tried++;
            }
        }

        Assert.True(tried >= 22);
    }

    /// <summary>At the step that the fraction names, whatever its rounding in binary: 0.55 · 100 is 55.000000000000007 there.</summary>
    [Theory]
    [InlineData(0.55, 100, 55)]
    [InlineData(0.07, 100, 7)]
    [InlineData(0.14, 50, 7)]
    [InlineData(0.29, 100, 29)]
    [InlineData(0.5, 5, 3)]
    public void A_step_schedule_changes_at_its_step(double at, int steps, int first)
    {
        Assert.Equal(1, Factor("step", [at, 0.25], first - 1, steps));
        Assert.Equal(0.25, Factor("step", [at, 0.25], first, steps));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_saved_run_goes_on_with_the_rates_of_its_steps(string name)
    {
        var cell = Cell(name, steps: 40);
        var rates = new Rates();
        using var whole = new TrainingEngine().Start(cell, s_data, rates);
        whole.Advance(40);
        using var second = ResumedRun.Of(cell, s_data, stop: 17);

        double[] numbers = [.. cell.Training.Schedule.Numbers];
        Assert.Equal(Enumerable.Range(0, 40).Select(step => (float)(0.1 * Factor(name, numbers, step, 40))), rates.Seen);
        Assert.Equal(whole.Losses.ToArray(), second.Losses.ToArray());
        Assert.Equal(whole.Weights().SelectMany(tensor => tensor.Values), second.Weights().SelectMany(tensor => tensor.Values));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_step_allocates_nothing(string name)
    {
        using var run = new TrainingEngine().Start(Cell(name, steps: 300), s_data, tap: null);
        run.Advance(40);
        Assert.Equal(0, Allocations.Least(() => run.Advance(50)));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Another_number_of_numbers_is_refused(string name)
    {
        var schedule = ScheduleCatalogue.All.Get(name);
        double[] numbers = [.. schedule.Numbers.Select(number => number.Example), .. schedule.List is null ? [0.5] : (double[])[]];
        Assert.Throws<ArgumentException>(() => ScheduleCatalogue.Of(new LearningRateSchedule(name, numbers)));
    }

    [Fact]
    public void Schedules_are_equal_if_names_and_numbers_are()
    {
        Assert.Equal(new LearningRateSchedule("step", 0.5, 0.1), new LearningRateSchedule("step", 0.5, 0.1));
        Assert.Equal(new LearningRateSchedule("step", 0.5, 0.1).GetHashCode(), new LearningRateSchedule("step", 0.5, 0.1).GetHashCode());
        Assert.NotEqual(new LearningRateSchedule("step", 0.5, 0.1), new LearningRateSchedule("step", 0.5, 0.2));
        Assert.NotEqual(new LearningRateSchedule("cosine", 0.1), new LearningRateSchedule("linear", 0.1));
    }

    [Fact]
    public void Every_schedule_is_described()
    {
        Assert.Equal(s_byHand.Select(one => one.Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal), ScheduleCatalogue.All.Names.Order(StringComparer.Ordinal));
        Assert.All(ScheduleCatalogue.All, schedule =>
        {
            Assert.Matches("^[a-z][a-z0-9_]*$", schedule.Name);
            Assert.EndsWith(".", schedule.Summary, StringComparison.Ordinal);
            Assert.NotEmpty(schedule.Formula);
            Assert.Empty(schedule.Options);
            Assert.All(schedule.Numbers, number =>
            {
                Assert.Matches("^[a-z][a-z0-9_]*$", number.Name);
                Assert.EndsWith(".", number.Summary, StringComparison.Ordinal);
                Assert.Contains(number.Name, schedule.Formula, StringComparison.Ordinal);
                Assert.Contains(number.Name, schedule.Summary, StringComparison.Ordinal);
                Assert.InRange(number.Example, number.Minimum, number.Maximum);
                Assert.InRange(number.Default ?? number.Example, number.Minimum, number.Maximum);
            });
        });
    }

    /// <summary>The momentum of the cases above, by hand: 0.9 and 0.8 with the cosines of the factors.</summary>
    [Fact]
    public void One_cycle_s_momentum_goes_against_its_rate()
    {
        var cycle = ScheduleCatalogue.All.Get("one_cycle");
        Assert.Equal([0.9, 0.8, 0.825, 0.875, 0.9], Enumerable.Range(0, 5).Select(step => Math.Round(cycle.Momentum([0.4, 2, 4, 0.8, 0.9], step, 5)!.Value, 15)));
        Assert.All(ScheduleCatalogue.All.Where(schedule => schedule != cycle), schedule => Assert.Null(schedule.Momentum(Examples(schedule.Name), 1, 5)));
    }

    /// <summary>torch.optim.lr_scheduler.OneCycleLR(max_lr=1, total_steps=11) in its closed form: the top is at step 0.3 · 11 − 1, between two steps.</summary>
    [Fact]
    public void One_cycle_has_PyTorch_s_defaults()
    {
        double[] numbers = [.. ScheduleCatalogue.All.Get("one_cycle").Numbers.Select(number => number.Default!.Value)];
        for (var step = 0; step < 11; step++)
        {
            var (start, end, from, to) = step < 2.3 ? (0.0, 2.3, 1 / 25.0, 1.0) : (2.3, 10.0, 1.0, 1 / 25.0 / 10_000);
            Assert.Equal(to + ((from - to) / 2 * (1 + Math.Cos(Math.PI * (step - start) / (end - start)))), Factor("one_cycle", numbers, step, 11), 1e-15);
        }
    }

    /// <summary>By hand: quarters over three steps, and then a line over the four that are left.</summary>
    [Fact]
    public void A_warm_up_stands_in_front_of_a_schedule()
    {
        var settings = new TrainingSettings { Steps = 7, WarmupSteps = 3, Schedule = new LearningRateSchedule("linear", 0) };
        var rates = new ScheduledRates(settings, ScheduleCatalogue.Of(settings.Schedule));
        Assert.Equal([0.25, 0.5, 0.75, 1, 1 - (1 / 3.0), 1 - (2 / 3.0), 0], Enumerable.Range(0, 7).Select(rates.Factor));
        Assert.Null(rates.Momentum(1));
        var cycle = settings with { Schedule = new LearningRateSchedule("one_cycle", 0.5, 2, 4, 0.8, 0.9) };
        var cycled = new ScheduledRates(cycle, ScheduleCatalogue.Of(cycle.Schedule));
        Assert.Equal([0.25, 0.5, 0.75, 0.5, 1], Enumerable.Range(0, 5).Select(cycled.Factor));
        Assert.Equal([0.9, 0.9, 0.9, 0.9, 0.8], Enumerable.Range(0, 5).Select(step => Math.Round(cycled.Momentum(step)!.Value, 15)));
    }

    private static double[] Examples(string name)
    {
        var schedule = ScheduleCatalogue.All.Get(name);
        return [.. schedule.Numbers.Select(number => number.Example), .. schedule.List is { } list ? [list.Example] : (double[])[]];
    }

    private static IEnumerable<double> Values(ScheduleNumber number, bool few) =>
        (few ? new[] { number.Minimum, number.Example, 1 } : [0, 0.01, 0.07, 0.1, 0.5, 0.55, 0.9, 0.91, 0.99, 1, 2, 5])
            .Where(value => value >= number.Minimum && value <= number.Maximum && (!number.IsWhole || Math.Floor(value) == value)).Distinct();

    private static double Factor(string name, double[] numbers, int step, int steps) => ScheduleCatalogue.All.Get(name).Factor(numbers, step, steps);

    private static CellSettings Cell(string name, int steps) => new(
        new NetworkSettings { VocabularySize = 11, Context = 2, Embedding = 3, Width = 7, Depth = 1 },
        new TrainingSettings
        {
            Steps = steps,
            BatchSize = 9,
            LearningRate = 0.1,
            Schedule = new LearningRateSchedule(name, Examples(name)),
        });

    private sealed class Rates : ITrainingTap
    {
        public List<float> Seen { get; } = [];

        public TensorKinds Wants(int step) => TensorKinds.Weight;

        public void Observe(IStepView step) => Seen.Add(step.LearningRate);
    }
}
