using System.Numerics;
using Sweeps.Engine.Products;

namespace Sweeps.Engine.Layers;

/// <summary>
/// y = W·x + b, summed over inputs; dx = Wᵀ·dy over outputs; dW = dy·xᵀ and db = Σ dy over samples.
/// The last is what an input that is always 1 gives, and computed as if there were one where it need not be in ATen's order (<see cref="AccumulationOrders{T}"/>).
/// </summary>
/// <remarks>
/// A product for dW needs one of its sides sample by sample, the outputs' gradients or the inputs, and has a number in each lane for each unit of that side.
/// Without ATen's order of a bias, which wants the outputs', whichever costs less is taken; the parameter's lines lie accordingly. No sum depends on it.
/// </remarks>
internal sealed unsafe class LinearLayer<T, V> : Layer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where V : unmanaged, ILanes<V, T>
{
    /// <summary>Numbers of a weight and its gradient that stay in the first-level cache beside what they are computed from.</summary>
    private const int PanelNumbers = 2048;

    /// <summary>Transposing a line costs as much as so many rows of a product with it.</summary>
    private const int TransposingRows = 6;

    private readonly Batch<T> _batch;
    private readonly Parameter<T> _weight;
    private readonly T* _bias;
    private readonly nint _biasStride;
    private readonly T* _biasSums;
    private readonly bool _lanesAreInputs;
    private readonly AccumulationOrder<T> _outputOrder;
    private readonly AccumulationOrder<T> _inputOrder;
    private readonly AccumulationOrder<T>[] _panels;

    /// <param name="hasLineOfBiases">Whether the biases, if there are any, have to be a line of the parameter, since they are updated by another rate.</param>
    public LinearLayer(ModuleInfo module, Batch<T> batch, ActivationBuffer<T> input, ActivationBuffer<T> output, bool hasBias, Arena<T> arena, bool hasLineOfBiases = false)
        : base(module, input, output)
    {
        _batch = batch;
        var sumsBiasLikeWeights = hasBias && batch.Orders.SumsBiasLikeWeights;
        if (sumsBiasLikeWeights)
            input.AppendOne();
        var columns = hasBias ? input.Units + 1 : input.Units;
        var mayChoose = batch.Orders.Arithmetic == ArithmeticKind.Fast && (sumsBiasLikeWeights || !hasBias) && !(hasBias && hasLineOfBiases);
        _lanesAreInputs = mayChoose && CostOfLanes(columns, output.Units) <= CostOfLanes(output.Units, columns);
        var (lines, stride) = _lanesAreInputs ? (output.Units, Padded.RoundUp(columns)) : (columns, output.Rows);
        var weight = new ParameterPart("weight", 0, input.Units, IsMatrix: true, IsPenalised: true);
        _weight = new Parameter<T>(
            module.Name, output.Units, stride, isFanInFirst: !_lanesAreInputs, hasBias ? [weight, new("bias", input.Units, 1, IsMatrix: false)] : [weight])
        {
            Value = arena.Allocate(lines, stride),
            Gradient = arena.Allocate(lines, stride),
        };
        _bias = hasBias ? _weight.Value + _weight.Offset(0, input.Units) : batch.Zero;
        _biasStride = hasBias ? _weight.RowStride : 0;
        _biasSums = hasBias && !sumsBiasLikeWeights ? _weight.Gradient + _weight.Offset(0, input.Units) : null;
        _outputOrder = batch.Orders.OfActivations(output.Units);
        _inputOrder = batch.Orders.OfActivations(input.Units);
        _panels = _lanesAreInputs
            ? Panels(output.Units, columns)
            : Panels(sumsBiasLikeWeights ? columns : input.Units, output.Units);
        Parameters = [_weight];
    }

    public override Parameter<T>[] Parameters { get; }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Forward(Phase phase) => Product<T, V>.Run(
        new(_weight.Value, _weight.RowStride, _weight.ColumnStride), new(Input.Value, Input.Stride), new(Output.Value, Output.Stride), new(_bias, _biasStride),
        Input.Units, Input.Stride, _outputOrder);

    public override void Backward() => Backward(static (_, _, _) => { });

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Backward(LinesUpdate<T> update)
    {
        Product<T, V>.Run(
            new(_weight.Value, _weight.ColumnStride, _weight.RowStride), new(Output.Gradient, Output.Stride), new(Input.Gradient, Input.Stride), new(_batch.Zero, 0),
            Output.Units, Input.Stride, _inputOrder);
        if (_lanesAreInputs)
            SumOverSamples(Output.Gradient, Output.Stride, InputBySample(), Input.ValueRows, update);
        else
            SumOverSamples(Input.Value, Input.Stride, OutputGradientBySample(), Output.Rows, update);
    }

    // Lines, as long as lanes need them, for each of which there is a product's row for each of the others.
    private static long CostOfLanes(int lanes, int others) => (long)Padded.RoundUp(lanes) * (others + TransposingRows);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private T* InputBySample()
    {
        if (Input.BySample != null)
            return Input.BySample;
        Transpose.Run(Input.Value, Input.Stride, _batch.BySample, Input.ValueRows, _weight.Stride, Input.Stride);
        return _batch.BySample;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private T* OutputGradientBySample()
    {
        Transpose.Run(Output.Gradient, Output.Stride, _batch.BySample, Output.Rows, Output.Rows, Output.Stride);
        if (_biasSums != null)
            BiasGradient<T, V>.Run(_batch.BySample, Output.Rows, _biasSums, Output.Units, _batch.Count);
        return _batch.BySample;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SumOverSamples(T* rows, nint rowStride, T* bySample, nint stride, LinesUpdate<T> update)
    {
        var line = 0;
        for (var i = 0; i < _panels.Length; i++)
        {
            Product<T, V>.Run(
                new(rows + (line * rowStride), rowStride, 1), new(bySample, stride), new(_weight.Gradient + ((nint)line * _weight.Stride), _weight.Stride), new(_batch.Zero, 0),
                _batch.Count, _weight.Stride, _panels[i]);
            // ATen's biases, which no product gives, are there by now.
            var lines = i == _panels.Length - 1 ? _weight.Lines - line : _panels[i].Rows;
            update(_weight, line, lines);
            line += lines;
        }
    }

    // What is multiplied in blocks needs rows enough to make copying pay; then panels lie in the second-level cache.
    private int PanelRows(int rows, int lanes) => BlockedProduct<T, V>.IsWorthwhile(rows, _batch.Stride, lanes, _batch.Stride, 1)
        ? Math.Max(BlockedProduct<T, V>.FewestRowsFor(_batch.Stride, lanes), PanelNumbers / lanes)
        : PanelNumbers / lanes;

    // PyTorch's sums depend on where in the whole product they stand.
    private AccumulationOrder<T>[] Panels(int rows, int lanes)
    {
        var orders = _batch.Orders;
        if (orders.Arithmetic == ArithmeticKind.PyTorch)
            return [orders.OfWeight(rows, lanes)];
        var most = Product<T, V>.WholeTiles(PanelRows(rows, Padded.RoundUp(lanes)));
        var panels = new List<AccumulationOrder<T>>();
        for (; rows >= 2 * most; rows -= most)
            panels.Add(orders.OfWeight(most, lanes));
        return [.. panels, orders.OfWeight(rows, lanes)];
    }
}
