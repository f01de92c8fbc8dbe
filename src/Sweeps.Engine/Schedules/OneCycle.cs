using Sweeps.Numerics.Functions;

namespace Sweeps.Engine.Schedules;

/// <summary>The 1cycle policy (Smith and Topin 2019), as torch.optim.lr_scheduler.OneCycleLR with its two phases and cosines.</summary>
internal sealed class OneCycle : ScheduleDescriptor
{
    public override string Name => "one_cycle";

    public override IReadOnlyList<string> CalledElsewhere { get; } = ["onecycle", "onecyclelr", "1cycle", "super_convergence"];

    public override string Summary =>
        "Up from 1/div_factor of the learning rate to all of it over the fraction pct_start of the steps, and down to 1/final_div_factor of where it began; "
        + "an optimizer that has a momentum, or Adam's beta1, has max_momentum at both ends and base_momentum at the top.";

    public override string Formula =>
        "from 1/div_factor to 1 at step pct_start·steps − 1 and from there to 1/(div_factor·final_div_factor), each along half a cosine; momentum from max_momentum to base_momentum and back";

    public override IReadOnlyList<ScheduleNumber> Numbers { get; } =
    [
        new("pct_start", "The fraction of the steps over which the rate grows.", 0, 1, Example: 0.3, Default: 0.3),
        new("div_factor", "The learning rate by that of the first step.", 1, 1e12, Example: 25, Default: 25),
        new("final_div_factor", "The rate of the first step by that of the last.", 1e-12, 1e12, Example: 1e4, Default: 1e4),
        new("base_momentum", "The momentum where the rate is greatest.", 0, 0.999999, Example: 0.85, Default: 0.85),
        new("max_momentum", "The momentum at both ends.", 0, 0.999999, Example: 0.95, Default: 0.95),
    ];

    public override double Factor(ReadOnlySpan<double> numbers, int step, int steps)
    {
        var first = 1 / numbers[1];
        return Along(numbers[0], step, steps, first, 1, first / numbers[2]);
    }

    public override double? Momentum(ReadOnlySpan<double> numbers, int step, int steps) => Along(numbers[0], step, steps, numbers[4], numbers[3], numbers[4]);

    // A momentum of its own is an effect even where no rate changes.
    public override bool IsConstantOver(ReadOnlySpan<double> numbers, int steps) => false;

    private static double Along(double fraction, int step, int steps, double start, double top, double end)
    {
        var peak = (fraction * steps) - 1;
        return step < peak ? Between(start, top, step / peak)
            : peak < steps - 1 ? Between(top, end, (step - peak) / (steps - 1 - peak))
            : top;
    }

    private static double Between(double from, double to, double part) => to + ((from - to) / 2 * (1 + Elementary.SinCosTurns(part / 2).Cos));
}
