using Sweeps.Torch.Training;
using static TorchSharp.torch;

namespace Sweeps.Torch.Trees;

/// <summary>Keeps what flows through the modules of a plugin's network in the steps that somebody looks at.</summary>
internal sealed class TreeTaps : IStepTaps
{
    private readonly Tensor?[] _inputs;
    private readonly Tensor?[] _outputs;
    private readonly List<Watched> _watched = [];
    private bool _isOn;
    private bool _keepsGradients;

    public TreeTaps(nn.Module network, ModuleTree tree)
    {
        _inputs = new Tensor?[tree.Points.Count];
        _outputs = new Tensor?[tree.Points.Count];
        foreach (var (path, module) in TreeSurvey.ModulesOf(network))
            if (tree.Points.Where(point => point.Info.HasOutput && string.Equals(point.Path, path, StringComparison.Ordinal)).ToArray() is { Length: > 0 } calls)
            {
                var watched = new Watched(calls);
                _watched.Add(watched);
                ModuleHooks.TryWatch(module, input => Enter(watched, input), output => Leave(watched, output));
            }
    }

    public void Begin(bool gradients)
    {
        (_isOn, _keepsGradients) = (true, gradients);
        foreach (var watched in _watched)
            watched.Next = 0;
    }

    public void End()
    {
        _isOn = false;
        Array.Clear(_inputs);
        Array.Clear(_outputs);
    }

    /// <summary>What flowed into a module; null if it was not called in this step.</summary>
    public Tensor? Input(int point) => _inputs[point];

    /// <summary>What flowed out of a module; null if it was not called in this step.</summary>
    public Tensor? Output(int point) => _outputs[point];

    private Tensor Enter(Watched watched, Tensor input)
    {
        if (_isOn && watched.Point is { } point)
            _inputs[point.Info.Index] = point.OverwritesInput ? input.detach().clone() : input.alias();
        return input;
    }

    // What is kept is a tensor of its own: a parent may dispose what flows on, and what writes over it gets a copy.
    private Tensor Leave(Watched watched, Tensor output)
    {
        if (!_isOn || watched.Point is not { } point)
            return output;
        watched.Next++;
        var kept = output.alias();
        if (_keepsGradients && kept.requires_grad)
            kept.retain_grad();
        _outputs[point.Info.Index] = kept;
        return point.IsOverwritten ? kept.clone() : kept.alias();
    }

    private sealed class Watched(TapPoint[] calls)
    {
        /// <summary>Which call is the next one.</summary>
        public int Next { get; set; }

        /// <summary>Where the next call is looked at; null for one that the survey did not see.</summary>
        public TapPoint? Point => Next < calls.Length ? calls[Next] : null;
    }
}
