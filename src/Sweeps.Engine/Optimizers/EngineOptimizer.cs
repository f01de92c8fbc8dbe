using System.Numerics;

namespace Sweeps.Engine.Optimizers;

/// <summary>An optimizer with all that this engine needs of it. Derived classes stand in a file each, together with their kernels.</summary>
internal abstract class EngineOptimizer : OptimizerDescriptor
{
    /// <summary>The optimizer of one run.</summary>
    public abstract IOptimizer<T> Create<T, V>(OptionValues options)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : unmanaged, ILanes<V, T>;
}
