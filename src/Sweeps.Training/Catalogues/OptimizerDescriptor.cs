namespace Sweeps.Training.Catalogues;

/// <summary>The description of an optimizer that does not depend on an engine.</summary>
public abstract class OptimizerDescriptor : Descriptor
{
    /// <summary>The names of the tensors that it keeps beside each parameter, as in the state of PyTorch's optimizer: <c>momentum_buffer</c>. They are part of saved states.</summary>
    public abstract IReadOnlyList<string> Slots(OptionValues options);
}
