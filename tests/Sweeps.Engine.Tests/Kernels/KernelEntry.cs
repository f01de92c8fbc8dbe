using System.Numerics;
using Sweeps.Engine.Products;
using Sweeps.Numerics.Lanes;

namespace Sweeps.Engine.Tests.Kernels;

/// <summary>What a kernel is run on.</summary>
/// <param name="Units">Units, classes, components or rows.</param>
/// <param name="Inputs">The other side of a matrix.</param>
/// <param name="Samples">Of a batch.</param>
internal readonly record struct KernelSize(int Units, int Inputs, int Samples)
{
    /// <summary>Samples and padding.</summary>
    public int Stride => Padded.RoundUp(Samples);
}

/// <summary>A kernel of the catalogue: how to run it on any numbers in lanes of any width.</summary>
internal abstract class KernelEntry
{
    /// <summary>The class and method, for example <c>Product.Run</c>.</summary>
    public abstract string Name { get; }

    /// <summary>All that this entry runs.</summary>
    public virtual IReadOnlyList<string> Covers => [Name];

    /// <summary>Of how many pairs of sizes one is tried: one, unless only their product matters.</summary>
    public virtual int Sparsity => 1;

    /// <summary>The same in float64, which goes through slow functions.</summary>
    public virtual int SparsityInDouble => 3;

    /// <summary>Runs it; with <see cref="Lanes1{T}"/> in the form that defines it.</summary>
    public abstract void Run<T, V>(GuardedMemory<T> memory, KernelSize size)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : unmanaged, ILanes<V, T>;

    public override string ToString() => Name;
}
