namespace Sweeps.Torch.Training;

/// <summary>Keeps what flows through the modules of a network in the steps that somebody looks at.</summary>
internal interface IStepTaps
{
    /// <summary>Keeps inputs and outputs of the next forward pass; they live as long as the scope that they are computed in.</summary>
    /// <param name="gradients">Whether the outputs keep their gradients too.</param>
    void Begin(bool gradients);

    /// <summary>Forgets them.</summary>
    void End();
}
