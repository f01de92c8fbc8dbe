using System.Text.Json;
using Sweeps.Engine.Activations;
using Sweeps.Engine.Tests.Kernels.Entries;

namespace Sweeps.Engine.Tests.Kernels.Accuracy;

/// <summary>Functions that are PyTorch's to the bit (Goldens/make_functions.py): on them rests that training is.</summary>
public class PyTorchBitsTests
{
    private static readonly JsonElement s_golden = JsonDocument.Parse(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Kernels", "Goldens", "functions.json"))).RootElement;

    [Fact]
    public void Exponential() => IsPyTorchs<Exponential>("exp");

    [Fact]
    public void Logarithm() => IsPyTorchs<Logarithm>("log");

    [Fact]
    public void Hyperbolic_tangent() => IsPyTorchs<ValueOf<PyTorchTanh>>("tanh");

    [Fact]
    public void Relu() => IsPyTorchs<ValueOf<Relu>>("relu");

    [Fact]
    public void Selu() => IsPyTorchs<ValueOf<Selu>>("selu");

    [Fact]
    public void Gelu() => IsPyTorchs<ValueOf<PyTorchGelu>>("gelu");

    [Fact]
    public void Gelus_derivative() => IsPyTorchs<SlopeOf<PyTorchGelu>>("gelu_slope");

    private static void IsPyTorchs<TFunction>(string name)
        where TFunction : IFunction
    {
        var numbers = Floats("numbers");
        var different = numbers.Zip(Floats(name), (x, expected) => (X: x, Expected: expected, Actual: AccuracySurvey.Apply<TFunction>(x)))
            .Where(row => !WidthComparison.SameBits(row.Expected, row.Actual)).ToList();
        Assert.True(different.Count == 0, $"{different.Count} of {numbers.Length} differ, first {different.FirstOrDefault()}");
    }

    private static float[] Floats(string name) =>
        [.. s_golden.GetProperty(name).EnumerateArray().Select(b => BitConverter.Int32BitsToSingle(b.GetInt32()))];
}
