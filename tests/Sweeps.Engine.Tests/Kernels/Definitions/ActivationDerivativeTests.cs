using Sweeps.Engine.Activations;
using Sweeps.Numerics.Lanes;
using Sweeps.Training;

namespace Sweeps.Engine.Tests.Kernels.Definitions;

/// <summary>The derivatives that are shown and counted with are those that networks are trained with.</summary>
public sealed unsafe class ActivationDerivativeTests
{
    private const int Length = 32;

    private static readonly (Type Function, string Kind, Func<float[], float[]> Slopes)[] s_functions =
    [
        (typeof(Tanh), "Tanh", x => Slopes(new Tanh(), x)),
        (typeof(PyTorchTanh), "Tanh", x => Slopes(new PyTorchTanh(), x)),
        (typeof(Relu), "ReLU", x => Slopes(new Relu(), x)),
        (typeof(Selu), "SELU", x => Slopes(new Selu(), x)),
        (typeof(Gelu), "GELU", x => Slopes(new Gelu(), x)),
        (typeof(LeakyRelu), "LeakyReLU", x => Slopes(new LeakyRelu(), x)),
        (typeof(Identity), "Identity", x => Slopes(new Identity(), x)),
        (typeof(Sigmoid), "Sigmoid", x => Slopes(new Sigmoid(), x)),
        (typeof(HardTanh), "Hardtanh", x => Slopes(new HardTanh(), x)),
        (typeof(Softplus), "Softplus", x => Slopes(new Softplus(), x)),
        (typeof(Elu), "ELU", x => Slopes(new Elu(), x)),
        (typeof(Silu), "SiLU", x => Slopes(new Silu(), x)),
        (typeof(Mish), "Mish", x => Slopes(new Mish(), x)),
        (typeof(GeluTanh), "GELUTanh", x => Slopes(new GeluTanh(), x)),
        (typeof(PyTorchGelu), "GELU", x => Slopes(new PyTorchGelu(), x)),
    ];

    [Fact]
    public void Every_activation_is_compared() => Assert.Equal(
        typeof(IActivation).Assembly.GetTypes().Where(type => type.IsValueType && typeof(IActivation).IsAssignableFrom(type)).Select(type => type.Name).Order(StringComparer.Ordinal),
        s_functions.Select(one => one.Function.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void At_zero_and_minus_zero_the_curve_has_the_kernels_derivative() => Assert.All(
        s_functions, one => Assert.All(one.Slopes([0f, -0f]), slope => Assert.Equal((float)Curve(one.Kind).Derivative(0), slope)));

    [Fact]
    public void Around_zero_and_far_from_it_too()
    {
        float[] sizes = [float.Epsilon, 1e-38f, 1e-30f, 1e-12f, 1e-7f, 1e-4f, 1e-3f, 0.01f, 0.1f, 0.25f, 0.5f, 1, 2, 3, 5];
        float[] places = [.. sizes, .. sizes.Select(size => -size)];
        foreach (var (function, kind, slopes) in s_functions)
        {
            var curve = Curve(kind);
            foreach (var (x, slope) in places.Zip(slopes(places)))
                Assert.True(Math.Abs(curve.Derivative(x) - slope) < 1e-6, $"{function.Name} at {x}: {slope}, and the curve has {curve.Derivative(x)}");
        }
    }

    private static ActivationCurve Curve(string moduleType) => ManagedModels.Catalogue.CurveOfType(moduleType)!;

    private static float[] Slopes<TFunction>(TFunction function, float[] places)
        where TFunction : struct, IActivation
    {
        var (x, y, kept, gradient) = (new float[Length], new float[Length], new float[Length], new float[Length]);
        places.CopyTo(x, 0);
        Array.Fill(gradient, 1);
        fixed (float* px = x, py = y, pk = kept, pg = gradient)
        {
            Activation<float, Lanes1<float>, TFunction>.Forward(function, px, py, pk, Length);
            Activation<float, Lanes1<float>, TFunction>.Backward(pg, py, pk, pg, Length);
        }

        return gradient[..places.Length];
    }
}
