namespace Sweeps.Training;

/// <summary>Looks at a network while it trains. Looking changes nothing: weights are the same bits with and without taps.</summary>
public interface ITrainingTap
{
    /// <summary>The tensors that the tap will read in this step. Called before the step, so that the engine keeps only these tensors.</summary>
    TensorKinds Wants(int step);

    /// <summary>
    /// Called once in every step for which something is wanted: after the backward pass and before the update, or after the update where <see cref="TensorKinds.Step"/> is wanted.
    /// Weights are those before the update either way.
    /// </summary>
    /// <exception cref="Exception">Ends this run as failed, never its siblings.</exception>
    void Observe(IStepView step);
}
