using System.Numerics;
using Sweeps.Engine.Checks;

namespace Sweeps.Engine.Activations;

/// <summary>An activation with all that this engine needs of it. Derived classes stand in a file each, together with their kernels.</summary>
internal abstract class EngineActivation : ActivationDescriptor
{
    /// <summary>Whether its bits under <c>arithmetic: fast</c> are the project's own. Then no other bit of a network with it has to be PyTorch's. <value>Default false.</value></summary>
    public virtual bool HasOwnBits => false;

    /// <summary>Its layer.</summary>
    public abstract Layer<T> CreateLayer<T, V>(LayerSite<T> site, OptionValues options)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : unmanaged, ILanes<V, T>;

    /// <summary>Itself in elementary operations, against which its kernels' gradients are checked.</summary>
    public abstract Variable OnTape(Tape tape, Variable x, OptionValues options);

    protected static Layer<T> Layer<T, V, TFunction>(LayerSite<T> site, TFunction function)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : unmanaged, ILanes<V, T>
        where TFunction : struct, IActivation =>
        new ActivationLayer<T, V, TFunction>(site.Module, function, site.Input, site.Output, site.Arena);
}
