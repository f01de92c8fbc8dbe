using static TorchSharp.torch;

namespace Sweeps.Torch.Modules;

/// <summary>torch.nn.LayerNorm over the units of each sample.</summary>
internal sealed class SampleNorm : nn.Module<Tensor, Tensor>
{
    private readonly long[] _shape;
    private readonly double _epsilon;
    private readonly UnitGains _gains;

    public SampleNorm(int units, DeclaredOptions options, ScalarType type)
        : base("LayerNorm")
    {
        _shape = [units];
        _epsilon = options.Number("eps");
        _gains = new UnitGains(units, options, hasBias: true, type);
        foreach (var (name, parameter) in _gains.All)
            register_parameter(name, parameter);
    }

    public override Tensor forward(Tensor input) => nn.functional.layer_norm(input, _shape, _gains.Weight, _gains.Bias, _epsilon);
}
