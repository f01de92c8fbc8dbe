using System.Globalization;

namespace Sweeps.Training;

/// <summary>How often a run is evaluated: before the first step, after every so many steps, and after the last one.</summary>
/// <param name="Steps">The number of steps; null for those of an epoch.</param>
public readonly record struct EvaluationInterval(int? Steps)
{
    /// <summary>The word for every epoch.</summary>
    public const string EpochWord = "epoch";

    /// <summary>After every pass through the training split.</summary>
    public static EvaluationInterval Epoch { get; } = new(null);

    /// <summary>The steps between two evaluations of a run.</summary>
    /// <param name="examples">Examples of the training split.</param>
    /// <param name="training">How batches are drawn: a pass that does not drop its last batch has one more, if the batches do not use up all examples.</param>
    public int Of(int examples, TrainingSettings training) => Steps ?? Math.Max(1, training is { Sampling: SamplingKind.Epochs, DropLast: false }
        ? (int)((examples + (long)training.BatchSize - 1) / training.BatchSize)
        : examples / training.BatchSize);

    /// <summary>How often a run of so many steps is evaluated.</summary>
    /// <param name="steps">Steps of the run.</param>
    /// <param name="interval">Steps between two evaluations.</param>
    public static long Count(int steps, int interval) => 1 + ((steps + (long)interval - 1) / interval);

    /// <summary>The interval as a definition has it.</summary>
    public static EvaluationInterval Parse(string text) => text is EpochWord ? Epoch : new(int.Parse(text, CultureInfo.InvariantCulture));

    /// <inheritdoc/>
    public override string ToString() => Steps?.ToString(CultureInfo.InvariantCulture) ?? EpochWord;
}
