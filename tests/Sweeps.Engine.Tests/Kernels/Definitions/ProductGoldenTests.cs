using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Sweeps.Engine.Layers;
using Sweeps.Engine.Products;
using Sweeps.Numerics.Lanes;
using Sweeps.Numerics.Random;
using Sweeps.Training;

namespace Sweeps.Engine.Tests.Kernels.Definitions;

/// <summary>A linear layer's products against PyTorch's own with OpenBLAS's Haswell kernels, bit for bit (Goldens/make_products.py).</summary>
public unsafe class ProductGoldenTests
{
    [Fact]
    public void One_lane_has_PyTorchs_bits() => Compare<Lanes1<float>>();

    [Fact]
    public void Four_lanes_have_PyTorchs_bits() => Compare<Lanes128<float>>();

    [Fact]
    public void Eight_lanes_have_PyTorchs_bits() => Compare<Lanes256<float>>();

    [Fact]
    public void Sixteen_lanes_have_PyTorchs_bits() => Compare<Lanes512<float>>();

    private static void Compare<V>()
        where V : unmanaged, ILanes<V, float>
    {
        using var goldens = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Kernels", "Goldens", "products.json")));
        var wrong = new List<string>();
        foreach (var size in goldens.RootElement.GetProperty("sizes").EnumerateArray())
        {
            var (samples, inputs, outputs) = (size.GetProperty("samples").GetInt32(), size.GetProperty("inputs").GetInt32(), size.GetProperty("outputs").GetInt32());
            var layout = size.GetProperty("layout").ValueEquals("out_in") ? WeightLayout.OutIn : WeightLayout.InOut;
            foreach (var (tensor, numbers) in Tensors<V>(samples, inputs, outputs, layout))
            {
                if (!size.GetProperty(tensor).ValueEquals(Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes<float>(numbers)))))
                    wrong.Add($"{tensor} of {samples} samples, {inputs} inputs and {outputs} outputs, {layout}");
            }
        }

        Assert.Empty(wrong);
    }

    private static (string Name, float[] Numbers)[] Tensors<V>(int samples, int inputs, int outputs, WeightLayout layout)
        where V : unmanaged, ILanes<V, float>
    {
        using var arena = new Arena<float>();
        var batch = new Batch<float>(arena, context: 1, samples + 5, widest: Math.Max(inputs, outputs), new AccumulationOrders<float>(ArithmeticKind.PyTorch, layout, samples + 5, V.Count, sumsBiasLikeWeights: false));
        var x = new ActivationBuffer<float>(arena, inputs, batch.Stride);
        var y = new ActivationBuffer<float>(arena, outputs, batch.Stride);
        var layer = new LinearLayer<float, V>(new ModuleInfo(0, ModuleInfo.LinearType, ModuleRole.Hidden, 0, inputs, outputs), batch, x, y, hasBias: true, arena);
        var weight = layer.Parameters[0];
        var stream = new TorchGenerator((ulong)((1_000_000L * samples) + (1000 * inputs) + outputs));
        Draw(stream, samples, inputs, x.Value, 1, x.Stride);
        if (layout == WeightLayout.OutIn)
            Draw(stream, outputs, inputs, weight.Value, weight.RowStride, weight.ColumnStride);
        else
            Draw(stream, inputs, outputs, weight.Value, weight.ColumnStride, weight.RowStride);
        Draw(stream, 1, outputs, weight.Value + weight.Offset(0, inputs), 0, weight.RowStride);
        Draw(stream, samples, outputs, y.Gradient, 1, y.Stride);

        // A smaller batch before this one, as when a split has been evaluated, leaves nothing behind.
        var symbols = new ushort[samples];
        batch.Fill(new ExampleSet(1, symbols, symbols), 0, (samples + 1) / 2);
        batch.Fill(new ExampleSet(1, symbols, symbols), 0, samples);
        layer.Forward(Phase.Train);
        layer.Backward();
        return
        [
            ("y", Read(samples, outputs, y.Value, 1, y.Stride)),
            ("dx", Read(samples, inputs, x.Gradient, 1, x.Stride)),
            ("dweight", layout == WeightLayout.OutIn
                ? Read(outputs, inputs, weight.Gradient, weight.RowStride, weight.ColumnStride)
                : Read(inputs, outputs, weight.Gradient, weight.ColumnStride, weight.RowStride)),
        ];
    }

    private static void Draw(TorchGenerator stream, int rows, int columns, float* target, nint rowStride, nint columnStride)
    {
        var drawn = new float[rows * columns];
        stream.Rand(drawn);
        for (var i = 0; i < drawn.Length; i++)
            target[(i / columns * rowStride) + (i % columns * columnStride)] = drawn[i] - 0.5f;
    }

    private static float[] Read(int rows, int columns, float* source, nint rowStride, nint columnStride)
    {
        var numbers = new float[rows * columns];
        for (var i = 0; i < numbers.Length; i++)
            numbers[i] = source[(i / columns * rowStride) + (i % columns * columnStride)];
        return numbers;
    }
}
