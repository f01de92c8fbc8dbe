namespace Sweeps.Training.Running;

/// <summary>How far a run is: the losses of its steps, and whether it diverged. Every engine counts steps and saves them in this way. Not thread-safe.</summary>
/// <param name="training">The steps of the whole run, at least 1, and the loss above which it has diverged.</param>
public sealed class RunProgress(TrainingSettings training)
{
    private readonly float[] _losses = new float[training.Steps];

    /// <summary>Steps that were made, from 0 to the steps of the whole run. The one that diverged counts.</summary>
    public int StepsDone { get; private set; }

    /// <summary>The loss of each step that was made, in nats for cross-entropy.</summary>
    public ReadOnlySpan<float> Losses => _losses.AsSpan(0, StepsDone);

    /// <summary>The step, counted from 0, whose loss was not finite, or above the bound of <see cref="TrainingSettings.DivergedAbove"/>; null if there was none.</summary>
    public int? DivergedAt { get; private set; }

    /// <summary>The loss above which the run has diverged. A first loss of 0 is no measure of others.</summary>
    private double Bound => training.DivergedAbove > 0 && _losses[0] > 0 ? training.DivergedAbove * _losses[0] : double.PositiveInfinity;

    /// <summary>Whether no step is left to be made.</summary>
    public bool IsFinished => StepsDone == _losses.Length || DivergedAt is not null;

    /// <summary>Counts a step whose loss is known, before its gradients are computed.</summary>
    /// <param name="loss">The loss of its batch, the penalty included.</param>
    /// <returns>Whether the loss is finite and not above the bound. If it is not, the run has diverged, and its weights stay as they are.</returns>
    public bool Record(float loss)
    {
        var step = StepsDone++;
        // The bits of what is not a number depend on the machine that made it.
        _losses[step] = float.IsNaN(loss) ? float.NaN : loss;
        if (float.IsFinite(loss) && loss <= Bound)
            return true;
        DivergedAt = step;
        return false;
    }

    /// <summary>Adds the blocks <c>losses</c> and <c>progress</c>.</summary>
    public void Save(StateSections sections)
    {
        sections.Add("losses", Losses);
        sections.Add<int>("progress", [StepsDone, DivergedAt ?? -1]);
    }

    /// <summary>Takes the blocks that <see cref="Save"/> added out, and stands where they were saved.</summary>
    /// <exception cref="InvalidDataException">The saved state is of another run.</exception>
    public void Restore(StateSections sections)
    {
        Span<int> progress = stackalloc int[2];
        sections.Take("progress", progress);
        var (done, divergedAt) = (progress[0], progress[1]);
        if (done < 0 || done > _losses.Length || divergedAt >= done)
            throw new InvalidDataException("The saved state is of a run of another length.");
        sections.Take("losses", _losses.AsSpan(0, done));
        StepsDone = done;
        DivergedAt = divergedAt < 0 ? null : divergedAt;
    }
}
