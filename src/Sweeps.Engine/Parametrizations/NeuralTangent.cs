namespace Sweeps.Engine.Parametrizations;

/// <summary>The size of what flows through a layer is set by a factor and not by the weights, so that a step changes the function alike at every width.</summary>
internal sealed class NeuralTangent : ParametrizationDescriptor
{
    public override string Name => "ntk";

    public override IReadOnlyList<string> CalledElsewhere { get; } = ["neural_tangent", "NTK", "ntp", "NTP", "neural_tangent_kernel"];

    public override string Summary => "Standard normal weights, and a factor gain/√fan-in on what flows into each linear layer.";

    public override string Formula => "weights of deviation 1, inputs times gain/√n";

    public override string Source => "Jacot, Gabriel and Hongler 2018";

    public override bool DrawsStandardNormal => true;

    public override double Forward(ScaledLayer layer) => layer.Gain / Math.Sqrt(layer.Inputs);
}
