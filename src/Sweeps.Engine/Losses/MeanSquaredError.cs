using System.Numerics;
using Sweeps.Engine.Checks;
using Sweeps.Numerics.Random;

namespace Sweeps.Engine.Losses;

/// <summary>The mean of the squared differences, as torch.nn.MSELoss.</summary>
internal sealed class MeanSquaredErrorLoss : EngineLoss
{
    public override string Name => "mse";

    public override string Summary => "The mean over examples and outputs of the squared difference between output and target, as torch.nn.MSELoss.";

    public override bool HasPyTorchBits => true;

    public override bool Accepts(TargetShape targets) => targets is NumberShape;

    public override LossLayer<T> CreateLayer<T, V>(ActivationBuffer<T> outputs, Batch<T> batch, Arena<T> arena, bool asPyTorch) =>
        new MeanSquaredErrorLayer<T, V>(outputs, batch, arena);

    public override Variable OnTape(Tape tape, Variable outputs, ExampleTargets targets)
    {
        var asked = (NumberTargets)targets;
        var difference = tape.Subtract(outputs, new Variable(new Matrix(asked.Count, asked.Outputs, [.. asked.Numbers.ToArray().Select(number => (double)number)])));
        return new ElementaryLayers(tape).MeanSquare(difference);
    }

    public override ExampleTargets Draw(int samples, int outputs, TorchGenerator generator)
    {
        var drawn = new float[samples * outputs];
        generator.Normal(drawn);
        return new NumberTargets(outputs, drawn);
    }
}

internal sealed unsafe class MeanSquaredErrorLayer<T, V>(ActivationBuffer<T> outputs, Batch<T> batch, Arena<T> arena) : LossLayer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where V : unmanaged, ILanes<V, T>
{
    private readonly T* _losses = arena.Allocate(batch.Stride);
    private readonly T* _targets = arena.Allocate(outputs.Units, batch.Stride);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override T* Run()
    {
        var targets = batch.TargetNumbers(outputs.Units);
        for (var sample = 0; sample < batch.Count; sample++)
            for (var unit = 0; unit < outputs.Units; unit++)
                _targets[(unit * outputs.Stride) + sample] = T.CreateTruncating(targets[(sample * outputs.Units) + unit]);
        MeanSquaredError<T, V>.Run(outputs.Value, _targets, _losses, outputs.Gradient, batch.Valid, outputs.Units, outputs.Stride, batch.Count);
        return _losses;
    }
}

/// <summary>
/// A sample's loss is (1/u)·Σ (y − t)² over its u outputs, added in their order, every operation rounded by itself; the gradient of the mean over n samples is (2/(n·u))·(y − t).
/// </summary>
internal static unsafe class MeanSquaredError<T, V>
    where T : unmanaged
    where V : unmanaged, ILanes<V, T>
{
    /// <param name="outputs">Units × samples.</param>
    /// <param name="targets">Units × samples.</param>
    /// <param name="losses">The loss of each sample; zero in the padding.</param>
    /// <param name="gradient">Of the mean loss with respect to the outputs; zero in the padding.</param>
    /// <param name="valid">1 for each sample, 0 for the padding.</param>
    /// <param name="stride">Samples and padding, a multiple of 16.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(T* outputs, T* targets, T* losses, T* gradient, T* valid, int units, int stride, int samples)
    {
        var share = V.Of(1.0 / units);
        var slope = V.Of(2.0 / ((double)samples * units));
        var zero = V.Of(0);
        for (var sample = 0; sample < stride; sample += V.Count)
        {
            var counts = V.Less(zero, V.Load(valid + sample));
            var sum = zero;
            for (var unit = 0; unit < units; unit++)
            {
                var place = (unit * stride) + sample;
                var difference = V.Load(outputs + place) - V.Load(targets + place);
                sum += difference * difference;
                V.Store(gradient + place, V.Select(counts, slope * difference, zero));
            }

            V.Store(losses + sample, V.Select(counts, share * sum, zero));
        }
    }
}
