using Sweeps.Tables;

namespace Sweeps.Core.Outcomes.Measures;

/// <summary>The measures of the recorded losses and of the evaluation at the end.</summary>
internal static class LossMeasures
{
    public static IReadOnlyList<Measure> All { get; } =
    [
        Loss("loss_initial", MeasureDirection.None, 6, "The loss of the first step.", run => run.Losses.Initial,
            (run, value) => run with { Losses = run.Losses with { Initial = value } }),
        Loss(MeasureCatalogue.Expected, MeasureDirection.None, 8, "The loss of a network whose outputs are all 0: ln V for V classes, which then have the same probability; for regression the mean squared target of the training split.", run => run.Losses.Expected,
            (run, value) => run with { Losses = run.Losses with { Expected = value ?? throw new InvalidDataException($"A stored run has no {MeasureCatalogue.Expected}.") } }) with { IsNullable = false },
        Loss(MeasureCatalogue.Chance, MeasureDirection.None, 9, "Level of chance: the least loss on the training split of a network whose outputs are the same for every example. It is the entropy of the class frequencies, at most loss_expected, or for regression the variance of the target.", run => run.Losses.Chance,
            (run, value) => run with { Losses = run.Losses with { Chance = value } }) with { IsAdded = true },
        Loss("loss_start", MeasureDirection.Lower, 4, "Mean of the first min(100, ⌊steps/2⌋) losses, at least one.", run => run.Losses.Start,
            (run, value) => run with { Losses = run.Losses with { Start = value } }),
        Loss("loss_end", MeasureDirection.Lower, 0, "Mean of the last min(100, ⌊steps/2⌋) losses, at least one. Null if the run diverged.", run => run.Losses.End,
            (run, value) => run with { Losses = run.Losses with { End = value } }),
        Loss("loss_diff", MeasureDirection.Lower, 5, "loss_end − loss_start. Null for a run of one step.", run => run.Losses.Difference,
            (run, value) => run with { Losses = run.Losses with { Difference = value } }) with { IsDerived = true },
        Loss("loss_train", MeasureDirection.Lower, 3, "Mean loss over the whole training split at the end, without the penalty, if dataset.evaluate_train asks for it.", run => run.LossTrain,
            (run, value) => run with { LossTrain = value }),
        Loss("loss_valid", MeasureDirection.Lower, 1, "Mean loss over the validation split at the end, without the penalty.", run => run.LossValid,
            (run, value) => run with { LossValid = value }),
        Loss("loss_test", MeasureDirection.Lower, 2, "Mean loss over the test split at the end, without the penalty.", run => run.LossTest,
            (run, value) => run with { LossTest = value }),
        Loss("loss_excess", MeasureDirection.None, 7, "loss_initial − loss_expected: 0 for a network whose first outputs are all 0. Null with a penalty.", run => run.HasL2Penalty ? null : run.Losses.Initial - run.Losses.Expected) with { IsDerived = true },
    ];

    private static Measure Loss(string name, MeasureDirection better, int prominence, string description, Func<RunOutcome, double?> of, Func<RunOutcome, double?, RunOutcome>? restore = null) =>
        new(name, ColumnType.Double, MeasureOrigin.Losses, "nats", description, run => of(run)) { Better = better, Prominence = prominence, Restore = restore };
}
