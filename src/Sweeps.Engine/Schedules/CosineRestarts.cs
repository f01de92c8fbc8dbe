using Sweeps.Numerics.Functions;

namespace Sweeps.Engine.Schedules;

/// <summary>Cosine annealing with warm restarts (Loshchilov and Hutter 2017), as torch.optim.lr_scheduler.CosineAnnealingWarmRestarts.</summary>
internal sealed class CosineRestarts : ScheduleDescriptor
{
    public override string Name => "cosine_restarts";

    public override IReadOnlyList<string> NearestOf { get; } = ["cosineannealingwarmrestarts", "cosine_with_restarts", "cosine_warm_restarts", "sgdr"];

    public override string Summary => "Half a cosine from the learning rate to factor times it over t_0 steps, and again over t_mult times as many as the one before.";

    public override string Formula => "factor + (1 − factor)·(1 + cos(π·k/n))/2 at step k of a period of n steps, counted from 0; n is t_0, and from period to period t_mult times as great";

    public override IReadOnlyList<ScheduleNumber> Numbers { get; } =
    [
        new("t_0", "The steps of the first period.", 1, 10_000_000, Example: 100, IsWhole: true),
        new("t_mult", "How many times as long a period is as the one before.", 1, 1000, Example: 2, Default: 1, IsWhole: true),
        new("factor", "The factor that each period falls to.", 0, 1e6, Example: 0, Default: 0),
    ];

    public override double Factor(ReadOnlySpan<double> numbers, int step, int steps)
    {
        var (place, period) = (step, numbers[0]);
        if (numbers[1] == 1)
            place = step % (int)period;
        else
            for (; place >= period; period *= numbers[1])
                place -= (int)period;
        return numbers[2] + ((1 - numbers[2]) * 0.5 * (1 + Elementary.SinCosTurns(place / period / 2).Cos));
    }

    public override bool IsConstantOver(ReadOnlySpan<double> numbers, int steps) => numbers[2] == 1 || steps == 1 || (numbers[0] == 1 && (numbers[1] == 1 || steps == 2));
}
