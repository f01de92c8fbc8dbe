namespace Sweeps.Numerics.Lanes;

/// <summary>A choice lane by lane.</summary>
public interface ISelection<TSelf>
    where TSelf : unmanaged, ISelection<TSelf>
{
    /// <summary>Lane by lane the one where the mask is set, the other where it is not.</summary>
    static abstract TSelf Select(TSelf mask, TSelf one, TSelf other);
}
