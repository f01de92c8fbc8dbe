namespace Sweeps.Training.Catalogues;

/// <summary>The description of an activation that does not depend on an engine.</summary>
public abstract class ActivationDescriptor : Descriptor
{
    /// <summary>The type of its modules in tables, as PyTorch's class is called: <c>LeakyReLU</c>.</summary>
    public abstract string ModuleType { get; }

    /// <summary>How <see cref="DefaultGain"/> is written: <c>5/3</c>.</summary>
    public abstract string GainFormula { get; }

    /// <summary>The gain that <c>gain: auto</c> means; that of torch.nn.init.calculate_gain for the activations that it supports.</summary>
    public abstract double DefaultGain(OptionValues options);

    /// <summary>Where |f′| is at most 0.1 as “Activations and Gradients” prints it; null if it does not. <value>Default null.</value></summary>
    public virtual string? PublishedFlatRegions => null;

    /// <summary>The function and its derivative in double precision.</summary>
    public abstract ActivationCurve Curve(OptionValues options);
}
