using System.Numerics;

namespace Sweeps.Engine.Products;

/// <summary>The orders of a network's products, each made once: many layers have the same shape.</summary>
/// <param name="arithmetic">Which one.</param>
/// <param name="layout">How weights lie in PyTorch, which computes their gradients as they lie.</param>
/// <param name="capacity">The most samples at once.</param>
/// <param name="registerLanes">How many lanes a register has.</param>
/// <param name="sumsBiasLikeWeights">Whether a bias's gradient is summed like that of a weight, for an input that is always 1, or in ATen's order.</param>
internal sealed class AccumulationOrders<T>(ArithmeticKind arithmetic, WeightLayout layout, int capacity, int registerLanes, bool sumsBiasLikeWeights)
    where T : unmanaged, INumberBase<T>
{
    private readonly Dictionary<int, AccumulationOrder<T>> _activations = [];
    private readonly Dictionary<(int Rows, int Lanes), AccumulationOrder<T>> _weights = [];

    public ArithmeticKind Arithmetic { get; } = arithmetic;

    public bool SumsBiasLikeWeights { get; } = sumsBiasLikeWeights;

    /// <summary>For activations of so many units, a sample in each lane.</summary>
    public AccumulationOrder<T> OfActivations(int units)
    {
        if (!_activations.TryGetValue(units, out var sums))
            _activations.Add(units, sums = new AccumulationOrder<T>(Arithmetic, units, Padded.RoundUp(capacity), lanesAreRows: false, registerLanes));
        return sums;
    }

    /// <summary>For a weight's gradient or some of its rows; with PyTorch's arithmetic for all inputs, an output in each lane: BLAS's columns are the rows of the weight.</summary>
    public AccumulationOrder<T> OfWeight(int rows, int lanes)
    {
        if (!_weights.TryGetValue((rows, lanes), out var sums))
        {
            sums = new AccumulationOrder<T>(Arithmetic, rows, Padded.RoundUp(lanes), lanesAreRows: layout == WeightLayout.InOut, registerLanes);
            sums.SetLanes(lanes);
            _weights.Add((rows, lanes), sums);
        }

        return sums;
    }

    /// <summary>Takes so many samples into use.</summary>
    public void SetSamples(int count)
    {
        foreach (var sums in _activations.Values)
            sums.SetLanes(count);
    }
}
