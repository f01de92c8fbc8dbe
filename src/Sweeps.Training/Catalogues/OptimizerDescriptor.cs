namespace Sweeps.Training.Catalogues;

/// <summary>The description of an optimizer that does not depend on an engine.</summary>
public abstract class OptimizerDescriptor : Descriptor
{
    /// <summary>The full name of the option that is the weight decay of every optimizer that has one.</summary>
    public const string WeightDecay = "train.optimizer.weight_decay";

    /// <summary>The names of the tensors that it keeps beside each parameter, as in the state of PyTorch's optimizer: <c>momentum_buffer</c>. They are part of saved states.</summary>
    public abstract IReadOnlyList<string> Slots(OptionValues options);

    /// <summary>Whether the size of a step does not follow that of the gradient, as with Adam. <value>Default false: twice the gradient is twice the step.</value></summary>
    public virtual bool NormalizesGradients => false;

    /// <summary>Whether the weight decay is taken off the parameter and is no part of the gradient. <value>Default false.</value></summary>
    public virtual bool DecouplesWeightDecay => false;

    /// <summary>Why options do not go together: a sentence without a full stop that begins with a small letter. <value>Default null: all do.</value></summary>
    public virtual string? Mistake(OptionValues options) => null;

    /// <summary>The weight decay that is among the options; 0 if the optimizer has none.</summary>
    public double WeightDecayOf(OptionValues options) =>
        Options.OfType<NumberOption>().FirstOrDefault(option => string.Equals(option.Name, WeightDecay, StringComparison.Ordinal)) is { } decay ? options.Of(decay) : 0;
}
