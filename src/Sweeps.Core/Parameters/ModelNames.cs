namespace Sweeps.Core.Parameters;

/// <summary>The names that the parameters of a network and of its training can have.</summary>
internal sealed class ModelNames
{
    private readonly object _tanh = 5.0 / 3;
    private readonly object _relu = Math.Sqrt(2);
    private readonly object _selu = 1.0;

    public IReadOnlyList<string> Activations { get; } = ["tanh", "relu", "selu", "gelu"];

    public IReadOnlyList<string> Norms { get; } = ["none", "batch", "layer"];

    public IReadOnlyList<string> Schemes { get; } = ["xavier_uniform", "xavier_normal", "kaiming_uniform", "kaiming_normal", "normal"];

    public IReadOnlyList<string> Biases { get; } = ["zeros", "normal", "none", "discarded"];

    public IReadOnlyList<string> Optimizers { get; } = ["sgd"];

    /// <summary>The gain that <c>auto</c> stands for: the same object each time, since a cell's values are compared by reference first.</summary>
    public object GainOf(string activation) => activation switch
    {
        "tanh" => _tanh,
        "selu" => _selu,
        "relu" or "gelu" => _relu,
        _ => throw new InvalidOperationException($"The activation '{activation}' has no gain."),
    };
}
