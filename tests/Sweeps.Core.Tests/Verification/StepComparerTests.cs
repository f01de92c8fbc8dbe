using Sweeps.Core.Verification.Lockstep;
using Sweeps.Training;
using Sweeps.Training.Lockstep;

namespace Sweeps.Core.Tests.Verification;

/// <summary>What is compared, how far apart numbers may be, and what is left out, in a network of a linear layer, a ReLU and a last layer, with numbers made up for it.</summary>
public sealed class StepComparerTests
{
    private const int Samples = 2;

    private static readonly ModuleInfo[] s_modules =
    [
        new(0, "Linear", ModuleRole.Hidden, 0, 3, 2),
        new(1, "ReLU", ModuleRole.Activation, 0, 2, 2) { Curve = new ActivationCurve(x => Math.Max(x, 0), x => x > 0 ? 1 : 0, [0]) },
        new(2, "Linear", ModuleRole.Logits, 1, 2, 1),
    ];

    [Fact]
    public void Tensors_come_in_the_order_in_which_they_are_computed()
    {
        var names = Compare(Tensors()).Select(tensor => $"{tensor.Kind} {tensor.Name}");
        Assert.Equal(
            ["Output Linear.0", "Output ReLU.0", "Output Linear.1", "Loss ", "OutputGradient Linear.1", "Gradient Linear.1.weight", "OutputGradient ReLU.0", "OutputGradient Linear.0", "Gradient Linear.0.bias", "Step Linear.0.bias"],
            names);
    }

    [Theory]
    // float32 is 1e-9 away, so the share of the largest number, 2, is what counts.
    [InlineData(1e-9, 1.9e-6, true)]
    [InlineData(1e-9, 2.1e-6, false)]
    // Eight times what float32 is away.
    [InlineData(1e-5, 7.9e-5, true)]
    [InlineData(1e-5, 8.1e-5, false)]
    public void A_tensor_may_be_eight_roundings_away_and_a_millionth_of_its_largest_number(double rounding, double distance, bool equal)
    {
        var compared = Of(Compare(With(StepTensorKind.Output, "Linear.1", distance), With(StepTensorKind.Output, "Linear.1", rounding)), StepTensorKind.Output, "Linear.1");
        Assert.Equal(equal, compared.IsEqual);
        Assert.Equal(distance, compared.Distance, 1e-12);
        Assert.Equal((0, 2), (compared.Worst, compared.Exact));
    }

    [Theory]
    [InlineData(1.1e-7, true)]
    [InlineData(1.3e-7, false)]
    public void A_step_may_be_a_unit_in_the_last_place_of_its_parameter_away(double distance, bool equal) =>
        // The bias is 1 at most, and the step 1e-3.
        Assert.Equal(equal, Of(Compare(With(StepTensorKind.Step, "Linear.0.bias", distance)), StepTensorKind.Step, "Linear.0.bias").IsEqual);

    [Fact]
    public void Gradients_behind_a_number_on_the_other_side_of_a_kink_are_left_out_and_no_others()
    {
        var ours = Tensors().Select(tensor => tensor.Kind == StepTensorKind.Input ? tensor with { Values = [-1e-12, -1, 0.5, 2] } : tensor).ToList();
        var leftOut = Compare(ours).Where(tensor => tensor.LeftOut == LeftOut.Kink).Select(tensor => $"{tensor.Kind} {tensor.Name}");
        Assert.Equal(["OutputGradient Linear.0", "Gradient Linear.0.bias"], leftOut);
        Assert.All(Compare(Tensors()), tensor => Assert.Equal(LeftOut.No, tensor.LeftOut));
    }

    [Theory]
    [InlineData(1e-9, LeftOut.Zero, true)]
    // What is no rounding is compared, and found.
    [InlineData(1e-2, LeftOut.No, false)]
    public void A_gradient_that_is_zero_in_exact_arithmetic_is_left_out(double ours, LeftOut leftOut, bool equal)
    {
        var exact = Replace(Tensors(), StepTensorKind.Gradient, "Linear.0.bias", [1e-17, -2e-17]);
        var rounded = Replace(Tensors(), StepTensorKind.Gradient, "Linear.0.bias", [3e-10, 1e-10]);
        var compared = Of(Compare(Replace(Tensors(), StepTensorKind.Gradient, "Linear.0.bias", [ours, 0]), rounded, exact), StepTensorKind.Gradient, "Linear.0.bias");
        Assert.Equal((leftOut, equal), (compared.LeftOut, compared.IsEqual));
    }

    [Fact]
    public void What_is_missing_or_no_number_differs()
    {
        var without = Tensors().Where(tensor => tensor.Kind != StepTensorKind.Loss).ToList();
        Assert.False(Of(Compare(without), StepTensorKind.Loss, "").IsEqual);
        Assert.False(Of(Compare(With(StepTensorKind.Output, "Linear.1", double.NaN)), StepTensorKind.Output, "Linear.1").IsEqual);
        Assert.False(Of(Compare(Replace(Tensors(), StepTensorKind.Output, "Linear.1", [2])), StepTensorKind.Output, "Linear.1").IsEqual);
        Assert.Equal(LeftOut.Overflow, Of(Compare(Tensors(), With(StepTensorKind.Output, "Linear.1", double.PositiveInfinity)), StepTensorKind.Output, "Linear.1").LeftOut);
    }

    private static IReadOnlyList<TensorComparison> Compare(IReadOnlyList<StepTensor> ours, IReadOnlyList<StepTensor>? rounded = null, IReadOnlyList<StepTensor>? exact = null)
    {
        var start = new StepStart(0, [new NamedTensor("Linear.0.bias", [2], [1, -0.5f])], []);
        return StepComparer.Compare(new RecordedStep(start, s_modules, [], ours, Samples), new OtherStep(exact ?? Tensors(), [rounded ?? Tensors()]));
    }

    private static TensorComparison Of(IEnumerable<TensorComparison> compared, StepTensorKind kind, string name) =>
        compared.Single(tensor => tensor.Kind == kind && string.Equals(tensor.Name, name, StringComparison.Ordinal));

    private static List<StepTensor> With(StepTensorKind kind, string name, double added) => [.. Tensors().Select(tensor =>
        tensor.Kind == kind && string.Equals(tensor.Name, name, StringComparison.Ordinal) ? tensor with { Values = [tensor.Values[0] + added, .. tensor.Values[1..]] } : tensor)];

    private static List<StepTensor> Replace(List<StepTensor> tensors, StepTensorKind kind, string name, double[] values) =>
        [.. tensors.Select(tensor => tensor.Kind == kind && string.Equals(tensor.Name, name, StringComparison.Ordinal) ? tensor with { Values = values } : tensor)];

    private static List<StepTensor> Tensors() =>
    [
        new(StepTensorKind.Loss, "", [0.7]),
        new(StepTensorKind.Output, "Linear.0", [1e-12, -1, 0.5, 2]),
        new(StepTensorKind.OutputGradient, "Linear.0", [0.1, 0, -0.2, 0.3]),
        new(StepTensorKind.Input, "ReLU.0", [1e-12, -1, 0.5, 2]),
        new(StepTensorKind.Output, "ReLU.0", [1e-12, 0, 0.5, 2]),
        new(StepTensorKind.OutputGradient, "ReLU.0", [0.1, 0.4, -0.2, 0.3]),
        new(StepTensorKind.Output, "Linear.1", [2, -1]),
        new(StepTensorKind.OutputGradient, "Linear.1", [0.5, -0.5]),
        new(StepTensorKind.Gradient, "Linear.1.weight", [0.2, 0.1]),
        new(StepTensorKind.Gradient, "Linear.0.bias", [-0.1, 0.3]),
        new(StepTensorKind.Step, "Linear.0.bias", [1e-3, -1e-3]),
    ];
}
