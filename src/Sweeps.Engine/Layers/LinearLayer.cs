using System.Numerics;
using Sweeps.Engine.Kernels;
using Sweeps.Engine.Kernels.Lanes;
using Sweeps.Engine.Training;

namespace Sweeps.Engine.Layers;

/// <summary>
/// y = W·x + b, summed over inputs; dx = Wᵀ·dy over outputs; dW = dy·xᵀ and db = Σ dy over samples. A row of the parameter is a unit's
/// fan-in weights and then its bias. Behind the input's units, each block of samples has a column of ones, so that the product that
/// gives dW gives the blocks of db too where <see cref="BiasGradient"/> adds in blocks.
/// </summary>
internal sealed unsafe class LinearLayer<T, V> : Layer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where V : unmanaged, ILanes<V, T>
{
    private readonly Batch<T> _batch;
    private readonly Parameter<T> _weight;
    private readonly bool _hasBias;
    private readonly bool _marksBlocks;

    public LinearLayer(ModuleInfo module, Batch<T> batch, Signal<T> input, Signal<T> output, bool hasBias, Arena<T> arena)
        : base(module, input, output)
    {
        _batch = batch;
        _hasBias = hasBias;
        _marksBlocks = hasBias && BiasGradient.GroupedUnits(output.Units) > 0;
        var weight = new ParameterPart("weight", 0, input.Units, IsMatrix: true, IsPenalised: true);
        _weight = new Parameter<T>(
            module.Name, output.Units, input.Rows, hasBias ? [weight, new("bias", input.Units, 1, IsMatrix: false)] : [weight])
        {
            Value = arena.Allocate(output.Units * input.Rows),
            Gradient = arena.Allocate(output.Units * input.Rows),
        };
        Parameters = [_weight];
    }

    public override Parameter<T>[] Parameters { get; }

    public override void Forward(Phase phase) => Product<T, V>.Run(
        _weight.Value, _weight.Stride, 1, Input.Value, Input.Stride, Output.Value, Output.Stride,
        _weight.Value + Input.Units, _weight.Stride, Output.Units, Input.Units, Input.Stride);

    public override void Backward()
    {
        Product<T, V>.Run(
            Output.Gradient, Output.Stride, 1, InputBySample(), Input.Rows, _weight.Gradient, _weight.Stride,
            _batch.Zero, 0, Output.Units, _batch.Count, Input.Rows);
        if (_hasBias)
            AddUpBias();
        Product<T, V>.Run(
            _weight.Value, 1, _weight.Stride, Output.Gradient, Output.Stride, Input.Gradient, Input.Stride,
            _batch.Zero, 0, Input.Units, Output.Units, Input.Stride);
    }

    private T* InputBySample()
    {
        var bySample = Input.BySample;
        if (bySample == null)
        {
            bySample = _batch.BySample;
            Transpose.Run(Input.Value, Input.Stride, bySample, Input.Rows, Input.Rows, Input.Stride);
        }

        // Unmarked, the columns are zeros, and so are the gradients that they give.
        if (_marksBlocks)
            BiasGradient.Mark(bySample + Input.Units, Input.Rows, _batch.Count, _batch.Stride);
        return bySample;
    }

    private void AddUpBias()
    {
        var grouped = BiasGradient.GroupedUnits(Output.Units);
        var bias = _weight.Gradient + Input.Units;
        if (Output.Units == 1)
        {
            *bias = BiasGradient.Single(Output.Gradient, _batch.Count);
            return;
        }

        if (grouped > 0)
            BiasGradient.Fold(bias, _weight.Stride, Output.Units, _batch.Count);
        BiasGradient.FourWays(
            Output.Gradient + (grouped * Output.Stride), Output.Stride, bias + (grouped * _weight.Stride), _weight.Stride,
            Output.Units - grouped, _batch.Count);
    }
}
