using Sweeps.Torch.Modules;
using static TorchSharp.torch;

namespace Sweeps.Torch.Training;

/// <summary>Keeps what flows through the modules of a network in the steps that somebody looks at.</summary>
internal sealed class TensorTaps : IStepTaps
{
    private readonly Tensor?[] _inputs;
    private readonly Tensor?[] _outputs;
    private bool _isOn;
    private bool _keepsGradients;
    private Func<Tensor, Tensor>? _disturb;

    public TensorTaps(TorchNetwork network)
    {
        _inputs = new Tensor?[network.All.Count];
        _outputs = new Tensor?[network.All.Count];
        foreach (var (info, module) in network.All)
            ((nn.HookableModule<Func<nn.Module<Tensor, Tensor>, Tensor, Tensor>, Func<nn.Module<Tensor, Tensor>, Tensor, Tensor, Tensor>>)module)
                .register_forward_hook((_, input, output) => Keep(info.Index, input, output));
    }

    public void Begin(bool gradients) => Begin(gradients, null);

    /// <inheritdoc cref="IStepTaps.Begin"/>
    /// <param name="disturb">Changes every output before anybody sees it; null for no change.</param>
    public void Begin(bool gradients, Func<Tensor, Tensor>? disturb) => (_isOn, _keepsGradients, _disturb) = (true, gradients, disturb);

    public void End()
    {
        (_isOn, _disturb) = (false, null);
        Array.Clear(_inputs);
        Array.Clear(_outputs);
    }

    /// <summary>What flowed into a module.</summary>
    public Tensor Input(int module) => Kept(_inputs[module]);

    /// <summary>What flowed out of a module.</summary>
    public Tensor Output(int module) => Kept(_outputs[module]);

    private static Tensor Kept(Tensor? tensor) => tensor ?? throw new InvalidOperationException("No output was wanted for this step.");

    private Tensor Keep(int module, Tensor input, Tensor output)
    {
        if (!_isOn)
            return output;
        if (_disturb is not null)
            output = _disturb(output);
        if (_keepsGradients)
            output.retain_grad();
        _inputs[module] = input;
        _outputs[module] = output;
        return output;
    }
}
