namespace Sweeps.Core.Outcomes.Measures;

/// <summary>Mean fraction of dead units of the ReLU layers at the last recorded step.</summary>
internal sealed class DeadEnd : IMeasure
{
    public string Name => "dead_end";

    public string Unit => "";

    public string Description => "Mean fraction of dead units of the ReLU layers at the last recorded step; chance is not subtracted. Needs dead_units.";

    public object? Of(MeasuredRun run) =>
        Averages.OfFinite(StatisticRow.Last(run.Rows("dead_units", "fraction_dead")).Where(row => row.CanDie(run.Outcome.Parameters.Set.Models)).Select(row => row.Value));
}
