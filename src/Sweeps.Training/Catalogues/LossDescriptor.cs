namespace Sweeps.Training.Catalogues;

/// <summary>A loss, as everybody but its engine knows it. Tasks name the loss that they are learned by.</summary>
public abstract class LossDescriptor : Descriptor
{
    /// <summary>Whether there is a loss between outputs and targets of this shape.</summary>
    public abstract bool Accepts(TargetShape targets);
}
