namespace Sweeps.Engine.Parametrizations;

/// <summary>The outputs are a mean over the units of the last hidden layer.</summary>
internal sealed class MeanField : ParametrizationDescriptor
{
    public override string Name => "mean_field";

    public override IReadOnlyList<string> CalledElsewhere { get; } = ["meanfield", "mean-field", "mf", "MF"];

    public override string Summary => "As ntk, with a further factor 1/√fan-in on what flows into the last linear layer.";

    public override string Formula => "weights of deviation 1, inputs times gain/√n, those of the last layer times gain/n";

    public override string Source => "Mei, Montanari and Nguyen 2018";

    public override bool DrawsStandardNormal => true;

    public override bool ScalesOutputs => true;

    public override double Forward(ScaledLayer layer) => layer.Gain / (layer.IsLast ? layer.Inputs : Math.Sqrt(layer.Inputs));
}
