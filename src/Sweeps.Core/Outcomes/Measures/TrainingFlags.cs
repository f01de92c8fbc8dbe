using Sweeps.Tables;

namespace Sweeps.Core.Outcomes.Measures;

/// <summary>The measures that mark completed runs whose losses show that they did not train: see <see cref="OutcomeFlags"/>.</summary>
internal static class TrainingFlags
{
    public static IReadOnlyList<Measure> All { get; } =
    [
        Flag(OutcomeFlags.AboveChanceName, "Whether the run ended above chance: loss_end > loss_chance. Null if it did not complete, or if the answer is not known.", flags => flags.AboveChance),
        Flag(OutcomeFlags.ExplodedName, "Whether the run exploded: loss_end > 10 × loss_chance. Null if it did not complete, or if the answer is not known.", flags => flags.Exploded),
        Flag(OutcomeFlags.NotImprovedName, "Whether the run did not improve: loss_end ≥ loss_start. Null if it did not complete, or if the answer is not known.", flags => flags.NotImproved),
    ];

    private static Measure Flag(string name, string description, Func<OutcomeFlags, bool?> of) =>
        new(name, ColumnType.Boolean, MeasureOrigin.Judgement, "", description, run => of(run.Flags)) { IsDerived = true };
}
