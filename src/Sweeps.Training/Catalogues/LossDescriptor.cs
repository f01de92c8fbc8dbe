namespace Sweeps.Training.Catalogues;

/// <summary>The description of a loss that does not depend on an engine. Each task names its loss.</summary>
public abstract class LossDescriptor : Descriptor
{
    /// <summary>Whether there is a loss between outputs and targets of this shape.</summary>
    public abstract bool Accepts(TargetShape targets);
}
