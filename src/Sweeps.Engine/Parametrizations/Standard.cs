namespace Sweeps.Engine.Parametrizations;

/// <summary>The width acts through the scheme of the initialisation alone.</summary>
internal sealed class Standard : ParametrizationDescriptor
{
    public override string Name => "standard";

    public override IReadOnlyList<string> CalledElsewhere { get; } = ["sp", "SP", "none", "default", "pytorch"];

    public override string Summary => "No factors: weights as their scheme draws them, and one learning rate.";

    public override string Formula => "no factors";

    public override string Source => "Yang et al. 2022";

    public override bool HasPyTorchBits => true;
}
