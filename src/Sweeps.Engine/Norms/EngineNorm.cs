using System.Numerics;
using Sweeps.Engine.Checks;

namespace Sweeps.Engine.Norms;

/// <summary>A normalisation with all that this engine needs of it. Derived classes stand in a file each, together with their layers.</summary>
internal abstract class EngineNorm : NormDescriptor
{
    /// <summary>The names of its parameters, each a number per unit, where <see cref="NormOptions.Affine"/> says that it has any.</summary>
    public abstract IReadOnlyList<string> Parameters { get; }

    /// <summary>The names of the parameters that it has with these options.</summary>
    public IReadOnlyList<string> ParametersOf(OptionValues options) => options.Of(NormOptions.Affine) ? Parameters : [];

    /// <summary>Its layer; what the layer keeps between steps is the layer's <see cref="Layer{T}.State"/>.</summary>
    public abstract Layer<T> CreateLayer<T, V>(LayerSite<T> site, OptionValues options)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : unmanaged, ILanes<V, T>;

    /// <summary>Itself in elementary operations, against which its layer's gradients are checked.</summary>
    /// <param name="x">Samples × units.</param>
    /// <param name="parameter">Its parameters by name: 1 × units.</param>
    public abstract Variable OnTape(Tape tape, Variable x, Func<string, Variable> parameter, OptionValues options);

    /// <summary>Draws parameters that do not start at 1 and 0. <value>Default: nothing is drawn.</value></summary>
    /// <param name="layers">The network's layers of this norm in forward order.</param>
    /// <param name="seed">The run's.</param>
    public virtual void Initialise<T>(IEnumerable<Layer<T>> layers, OptionValues options, ulong seed)
        where T : unmanaged, INumberBase<T>
    {
    }
}
