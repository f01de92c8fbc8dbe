using System.Runtime.Intrinsics;
using Sweeps.Engine.Activations;
using Sweeps.Engine.Layers;
using Sweeps.Engine.Losses;
using Sweeps.Engine.Norms;
using Sweeps.Engine.Optimizers;
using Sweeps.Engine.Products;
using Sweeps.Numerics.Lanes;
using Sweeps.Numerics.Random;
using Sweeps.Training;

namespace Sweeps.Bench;

/// <summary>Every kernel as a step of “Activations and Gradients”'s network runs it: 30 units, 32 samples, 29 symbols, a context of 3 in 10 components.</summary>
internal sealed unsafe class KernelCases
{
    private const int Units = 30;
    private const int Samples = 32;
    private const int Classes = 29;
    private const int Context = 3;
    private const int Components = 10;
    private const int Rows = 32;
    private const int Buffer = 1 << 14;
    private const int Buffers = 8;

    private readonly float*[] _buffers = new float*[Buffers];
    private readonly float*[] _vectors = new float*[Buffers];
    private readonly float* _valid;
    private readonly ushort[] _contexts;
    private readonly ushort[] _targets;

    private KernelCases()
    {
        // For as long as the process runs.
        var arena = new Arena<float>();
        var generator = new TorchGenerator(1);
        for (var i = 0; i < Buffers; i++)
        {
            _buffers[i] = Filled(Buffer);
            _vectors[i] = Filled(Rows);
        }

        _valid = arena.Allocate(Samples);
        new Span<float>(_valid, Samples).Fill(1);
        _contexts = [.. Enumerable.Range(0, Samples * Context).Select(_ => (ushort)generator.RandInt(Classes))];
        _targets = [.. Enumerable.Range(0, Samples).Select(_ => (ushort)generator.RandInt(Classes))];

        float* Filled(int count)
        {
            var block = arena.Allocate(count);
            generator.Normal(new Span<float>(block, count));
            return block;
        }
    }

    public static IReadOnlyList<KernelCase> All { get; } =
        Vector512.IsHardwareAccelerated ? Counted<Lanes512<float>>()
        : Vector256.IsHardwareAccelerated ? Counted<Lanes256<float>>()
        : Vector128.IsHardwareAccelerated ? Counted<Lanes128<float>>()
        : Counted<Lanes1<float>>();

    private static List<KernelCase> Counted<V>()
        where V : unmanaged, ILanes<V, float>
    {
        var cases = new KernelCases();
        return [.. cases.Of<V>().Zip(cases.Of<CountingLanes>(), (measured, counted) =>
        {
            CountingLanes.Operations = 0;
            counted.Run();
            return new KernelCase(measured.Name, measured.Known + CountingLanes.Operations, measured.Run);
        })];
    }

    /// <summary>Names, what is not done in lanes and therefore not counted, and the kernels.</summary>
    private IEnumerable<(string Name, double Known, Action Run)> Of<V>()
        where V : unmanaged, ILanes<V, float> =>
        [
            .. Products<V>(ArithmeticKind.Fast, string.Empty),
            .. Products<V>(ArithmeticKind.PyTorch, ", as PyTorch"),
            ("Transpose 32 × 32", 0, () => Transpose.Run(_buffers[0], Samples, _buffers[1], Rows, Rows, Samples)),
            ("BiasGradient 30", 0, () => BiasGradient<float, V>.Run(_buffers[0], Rows, _vectors[0], Units, Samples)),
            ("BiasGradient 32", 0, () => BiasGradient<float, V>.Run(_buffers[0], Rows, _vectors[0], Rows, Samples)),
            ("Activation<Relu>.Forward", 0, () => Forward<V, Relu>(new Relu())),
            ("Activation<Relu>.Backward", 0, () => Backward<V, Relu>()),
            ("Activation<Tanh>.Forward", 0, () => Forward<V, Tanh>(new Tanh())),
            ("Activation<PyTorchTanh>.Forward", 0, () => Forward<V, PyTorchTanh>(new PyTorchTanh())),
            ("Activation<Tanh>.Backward", 0, () => Backward<V, Tanh>()),
            ("Activation<Selu>.Forward", 0, () => Forward<V, Selu>(new Selu())),
            ("Activation<Selu>.Backward", 0, () => Backward<V, Selu>()),
            ("Activation<Gelu>.Forward", 0, () => Forward<V, Gelu>(new Gelu())),
            ("Activation<Gelu>.Backward", 0, () => Backward<V, Gelu>()),
            ("LayerNorm.Forward", 0, () => LayerNorm<float, V>.Forward(_buffers[0], _vectors[0], _vectors[1], _buffers[1], _buffers[2], _vectors[3], _vectors[2], Units, Samples, 1e-5)),
            ("LayerNorm.Backward", 0, () => LayerNorm<float, V>.Backward(_buffers[0], _buffers[1], _vectors[3], _vectors[2], _vectors[0], _buffers[3], Units, Samples, hasGain: true)),
            ("BatchNorm.Moments", 0, () => BatchNorm<float, V>.Moments(_buffers[0], Rows, _vectors[5], _vectors[6], Samples)),
            ("BatchNorm.Forward", 0, () => BatchNorm<float, V>.Forward(_buffers[0], _vectors[0], _vectors[1], _vectors[5], _vectors[6], _buffers[1], _vectors[7], Units, Samples, Samples, 1e-5)),
            ("BatchNorm.Sums", 0, () => BatchNorm<float, V>.Sums(_buffers[0], _buffers[1], Rows, _vectors[5], _vectors[3], _vectors[4], Samples)),
            ("BatchNorm.Backward", 0, () => BatchNorm<float, V>.Backward(_buffers[0], _buffers[1], _valid, _vectors[5], _vectors[7], _vectors[0], _vectors[3], _vectors[4], _buffers[2], Units, Samples, Samples, Samples)),
            ("BatchNorm.Evaluate", 0, () => BatchNorm<float, V>.Evaluate(_buffers[0], _vectors[0], _vectors[1], _vectors[5], _valid, _buffers[1], Units, Samples, 1e-5)),
            ("AffineGradient", 0, () => AffineGradient<float, V>.Run(_buffers[0], _buffers[1], Rows, _vectors[3], _vectors[4], Samples)),
            ("LaneSum.Dot 960", 2 * Units * Samples, () => LaneSum<float>.Dot(_buffers[0], _buffers[1], Units * Samples)),
            ("CrossEntropy 29", 0, () => CrossEntropy<float, V>.Run(_buffers[0], _targets, _vectors[2], _buffers[1], _vectors[3], _valid, Classes, Samples, asPyTorch: false)),
            ("CrossEntropy 29, as PyTorch", 0, () => CrossEntropy<float, V>.Run(_buffers[0], _targets, _vectors[2], _buffers[1], _vectors[3], _valid, Classes, Samples, asPyTorch: true)),
            ("LossSum", Samples, () => LossSum.Of(_vectors[0], Samples)),
            ("EmbeddingRows.Forward", 0, () => EmbeddingRows<float, V>.Forward(_buffers[0], 16, _contexts, Context, Components, _buffers[1], Rows)),
            ("EmbeddingRows.Backward", 0, () => EmbeddingRows<float, V>.Backward(_buffers[1], Rows, _contexts, Context, Components, _vectors[0], _buffers[2], 16, Classes)),
            ("Addition", 0, () => Addition<float, V>.Run(_buffers[0], _buffers[1], _buffers[2], Units * Samples)),
            ("Addition.Scaled", 0, () => Addition<float, V>.Scaled(_buffers[7], _buffers[0], 0, Units * Samples)),
            ("SGD 30 × 32", 0, () => SgdKernel<float, V>.Run(_buffers[4], _buffers[3], null, 0, 0, 1, false, 0, Units * Rows)),
        ];

    private IEnumerable<(string Name, double Known, Action Run)> Products<V>(ArithmeticKind arithmetic, string suffix)
        where V : unmanaged, ILanes<V, float>
    {
        var orders = new AccumulationOrders<float>(arithmetic, WeightLayout.OutIn, Samples, V.Count, sumsBiasLikeWeights: false);
        var signal = orders.OfActivations(Units);
        var weight = orders.OfWeight(Units, Units);
        orders.SetSamples(Samples);
        return
        [
            ("Product, forward 30 × 30 × 32" + suffix, 0, () => Product<float, V>.Run(new(_buffers[0], 1, Rows), new(_buffers[1], Samples), new(_buffers[2], Samples), new(_vectors[0], 1), Units, Samples, signal)),
            ("Product, weight gradient 30 × 32 × 32" + suffix, 0, () => Product<float, V>.Run(new(_buffers[0], Samples, 1), new(_buffers[1], Rows), new(_buffers[2], Rows), new(_vectors[0], 0), Samples, Rows, weight)),
            ("Product, input gradient 30 × 30 × 32" + suffix, 0, () => Product<float, V>.Run(new(_buffers[0], Rows, 1), new(_buffers[1], Samples), new(_buffers[2], Samples), new(_vectors[0], 0), Units, Samples, signal)),
        ];
    }

    private void Forward<V, TFunction>(TFunction function)
        where V : unmanaged, ILanes<V, float>
        where TFunction : struct, IActivation =>
        Activation<float, V, TFunction>.Forward(function, _buffers[0], _buffers[5], _buffers[6], Units * Samples);

    private void Backward<V, TFunction>()
        where V : unmanaged, ILanes<V, float>
        where TFunction : struct, IActivation =>
        Activation<float, V, TFunction>.Backward(_buffers[1], _buffers[5], _buffers[6], _buffers[7], Units * Samples);
}
