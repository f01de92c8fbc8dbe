using Sweeps.Engine.Checks;

namespace Sweeps.Engine.Norms;

/// <summary>No normalisation: it adds no module.</summary>
internal sealed class NoNormalization : EngineNorm
{
    public override string Name => "none";

    public override IReadOnlyList<string> CalledElsewhere { get; } = ["identity", "false", "no", "off", "n", "0", "null", "nothing", "disabled"];

    public override string Summary => "No normalisation.";

    public override bool HasPyTorchBits => true;

    public override string? ModuleType => null;

    public override IReadOnlyList<string> Parameters => [];

    public override Layer<T> CreateLayer<T, V>(LayerSite<T> site, OptionValues options) =>
        throw new InvalidOperationException("A network without normalisation has no layer of it.");

    public override Variable OnTape(Tape tape, Variable x, Func<string, Variable> parameter, OptionValues options) => x;
}
