using Sweeps.Training.Catalogues;

namespace Sweeps.Training.Running;

/// <summary>What the parametrization of a network makes of its modules. The same for every engine.</summary>
public sealed class NetworkScaling
{
    private readonly NetworkSettings _network;
    private readonly ParametrizationDescriptor _kind;
    private readonly int _baseWidth;
    private readonly double _multiple;

    /// <param name="network">The network.</param>
    /// <param name="catalogue">Has its parametrization.</param>
    /// <exception cref="ArgumentException">The catalogue has no such parametrization.</exception>
    public NetworkScaling(NetworkSettings network, ModelCatalogue catalogue)
    {
        _network = network;
        _kind = catalogue.Parametrizations.Get(network.Parametrization);
        _baseWidth = _kind.BaseWidth(network.ParametrizationOptions) ?? network.Width;
        _multiple = (double)network.Width / _baseWidth;
    }

    /// <summary>Whether weights of linear layers are standard normal, whatever their scheme.</summary>
    public bool DrawsStandardNormal => _kind.DrawsStandardNormal;

    /// <summary>The factor on what flows into a linear layer.</summary>
    public double Forward(ModuleInfo linear) =>
        _kind.Forward(new ScaledLayer(linear.Inputs, linear.Role == ModuleRole.Logits, GainOf(linear), _multiple));

    /// <summary>The gain of a linear layer's initialisation.</summary>
    public double GainOf(ModuleInfo linear) => _network.Init.Of(linear).Gain ?? _network.Init.Gain;

    /// <summary>The fan-in that a linear layer has at the base width.</summary>
    public int BaseInputs(ModuleInfo linear) => GrowsInputs(linear) ? _baseWidth : linear.Inputs;

    /// <summary>The fan-out that a linear layer has at the base width.</summary>
    public int BaseOutputs(ModuleInfo linear) => linear.Role == ModuleRole.Logits ? linear.Outputs : _baseWidth;

    /// <summary>The factor on the deviation that a linear layer's weight has at the base width.</summary>
    public double Deviation(ModuleInfo linear) => _kind.Deviation(DimensionsOf(linear, isMatrix: true), _multiple);

    /// <summary>The factor on the learning rate of a module's parameter.</summary>
    /// <param name="module">The module that has it.</param>
    /// <param name="isMatrix">Whether it is a weight matrix, not a bias or a parameter of a norm.</param>
    /// <param name="optimizer">What changes it.</param>
    public double Rate(ModuleInfo module, bool isMatrix, OptimizerDescriptor optimizer) =>
        _kind.Rate(DimensionsOf(module, isMatrix), _multiple, optimizer.NormalizesGradients);

    // The norm of the logits has as many units as these, and stands behind all that is as wide as the network.
    private WidthDimensions DimensionsOf(ModuleInfo module, bool isMatrix) => module.Role switch
    {
        ModuleRole.Embedding => WidthDimensions.None,
        ModuleRole.Hidden => isMatrix && GrowsInputs(module) ? WidthDimensions.Two : WidthDimensions.One,
        ModuleRole.Logits => isMatrix ? WidthDimensions.One : WidthDimensions.None,
        ModuleRole.Norm => IsOfLogits(module) ? WidthDimensions.None : WidthDimensions.One,
        ModuleRole.Activation or ModuleRole.Other => WidthDimensions.None,
        _ => throw new ArgumentOutOfRangeException(nameof(module), module.Role, "Unknown role."),
    };

    // In plain networks a norm stands behind each linear layer but the last, with residual blocks one in front of each but the first.
    private bool IsOfLogits(ModuleInfo norm) => norm.Number > _network.Depth + (_network.Residual == ResidualKind.None ? 0 : 1);

    private static bool GrowsInputs(ModuleInfo linear) => linear.Number > 0;
}
