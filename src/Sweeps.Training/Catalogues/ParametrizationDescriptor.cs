namespace Sweeps.Training.Catalogues;

/// <summary>How many dimensions of a parameter grow with the width of a network.</summary>
public enum WidthDimensions
{
    /// <summary>None: the embedding, and what belongs to the outputs alone. “Scalar-like” in Tensor Programs V.</summary>
    None,

    /// <summary>One: the weights of the first and of the last linear layer, biases and parameters of norms of hidden layers. “Vector-like”.</summary>
    One,

    /// <summary>Two: the weights of the linear layers between. “Matrix-like”.</summary>
    Two,
}

/// <summary>A linear layer as a parametrization sees it.</summary>
/// <param name="Inputs">Its fan-in.</param>
/// <param name="IsLast">Whether its outputs are those of the network.</param>
/// <param name="Gain">The gain of the initialisation for this layer.</param>
/// <param name="Multiple">The width of the network by its base width; 1 for a parametrization without one.</param>
public readonly record struct ScaledLayer(int Inputs, bool IsLast, double Gain, double Multiple);

/// <summary>A rule for how factors in a network, its first weights and its learning rates depend on its width.</summary>
public abstract class ParametrizationDescriptor : Descriptor
{
    /// <summary>What it makes of a layer and of learning rates, n being the fan-in and m the width by the base width.</summary>
    public abstract string Formula { get; }

    /// <summary>Where it comes from: authors and year of an entry of the bibliography.</summary>
    public abstract string Source { get; }

    /// <summary>Whether the weights of linear layers are standard normal, whatever the scheme, and the gain is part of <see cref="Forward"/>. <value>Default false.</value></summary>
    public virtual bool DrawsStandardNormal => false;

    /// <summary>Whether the network's outputs get a factor that a norm behind them would take away again. <value>Default false.</value></summary>
    public virtual bool ScalesOutputs => false;

    /// <summary>Whether <see cref="Rate"/> depends on the width. <value>Default false.</value></summary>
    public virtual bool ScalesRates => false;

    /// <summary>The width at which the network is that of the standard parametrization. <value>Default null: there is none.</value></summary>
    public virtual int? BaseWidth(OptionValues options) => null;

    /// <summary>The factor on what flows into a linear layer; its bias has none. <value>Default 1.</value></summary>
    public virtual double Forward(ScaledLayer layer) => 1;

    /// <summary>The factor on the standard deviation that a weight has at the base width. <value>Default 1.</value></summary>
    /// <param name="dimensions">Those of the weight that grow.</param>
    /// <param name="multiple">The width by the base width.</param>
    public virtual double Deviation(WidthDimensions dimensions, double multiple) => 1;

    /// <summary>The factor on the learning rate of a parameter. The weight decay is divided by it, so that their product does not depend on the width. <value>Default 1.</value></summary>
    /// <param name="dimensions">Those of the parameter that grow.</param>
    /// <param name="multiple">The width by the base width.</param>
    /// <param name="normalizesGradients">See <see cref="OptimizerDescriptor.NormalizesGradients"/>.</param>
    public virtual double Rate(WidthDimensions dimensions, double multiple, bool normalizesGradients) => 1;
}
