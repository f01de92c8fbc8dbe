using Sweeps.Training;
using Sweeps.Training.Lockstep;

namespace Sweeps.Core.Verification.Lockstep;

/// <summary>
/// How much of its digits a step loses in its norms, where an engine subtracts numbers that are nearly equal: the mean from what flows in, and most of what flows back;
/// and in its activations, which may hold back the large gradients alone, so that those that are left have the rounding of the large ones.
/// </summary>
/// <remarks>
/// A batch norm of two examples, or a layer norm of few units, passes back a thousandth of what the two terms are that it subtracts, and then three digits fewer are left of float32.
/// How many are lost in one engine's float32 is chance, since few numbers take part; how large the terms are is not.
/// </remarks>
internal sealed class LostDigits
{
    private readonly Dictionary<string, double> _forward = new(StringComparer.Ordinal);
    private readonly Dictionary<string, double> _backward = new(StringComparer.Ordinal);

    /// <param name="exact">The step's tensors in float64.</param>
    public LostDigits(RecordedStep step, Dictionary<(StepTensorKind, string), StepTensor> exact)
    {
        var loss = 1.0;
        foreach (var module in step.Modules)
        {
            if (Of(module) is var (input, output, _, slope))
                loss = Math.Max(loss, Share(input * slope, output));
            _forward[module.Name] = loss;
        }

        foreach (var module in step.Modules.Reverse())
        {
            _backward[module.Name] = loss;
            if (PassedBack(module) is not { } passed)
                continue;
            if (Of(module) is var (_, _, gradient, slope))
                loss = Math.Max(loss, Share(gradient * slope, passed));
            else if (module.IsActivation)
                loss = Math.Max(loss, Share(Largest(StepTensorKind.OutputGradient, module) * SteepestBack(module), passed));
        }

        (double Input, double Output, double Gradient, double Slope)? Of(ModuleInfo module) => module.Role == ModuleRole.Norm
            ? (Largest(StepTensorKind.Input, module), Largest(StepTensorKind.Output, module), Largest(StepTensorKind.OutputGradient, module), Slope(module))
            : null;

        double? PassedBack(ModuleInfo module) => module.Index > 0 ? Largest(StepTensorKind.OutputGradient, step.Modules[module.Index - 1]) : null;

        double Largest(StepTensorKind kind, ModuleInfo module) => exact.TryGetValue((kind, module.Name), out var tensor) ? StepComparer.Largest(tensor.Values) : 0;

        // The steepest derivative among the elements.
        double SteepestBack(ModuleInfo module) =>
            exact.TryGetValue((StepTensorKind.OutputGradient, module.Name), out var above) && exact.TryGetValue((StepTensorKind.OutputGradient, step.Modules[module.Index - 1].Name), out var below)
            && above.Values.Length == below.Values.Length
                ? above.Values.Zip(below.Values, (from, to) => from == 0 ? 0 : Math.Abs(to / from)).DefaultIfEmpty().Max()
                : 0;

        double Slope(ModuleInfo module) =>
            exact.TryGetValue((StepTensorKind.Input, module.Name), out var input) && exact.TryGetValue((StepTensorKind.Output, module.Name), out var output)
                ? new NormSlopes(input.Values, output.Values, step.BatchSize, module.Outputs).Steepest
                : 0;
    }

    /// <summary>How many times its largest number the terms are from which a tensor was computed: 1 or more.</summary>
    public double Of(StepTensor tensor, ModuleInfo? module) => module is null ? 1 : tensor.Kind switch
    {
        StepTensorKind.Output => _forward[module.Name],
        StepTensorKind.OutputGradient or StepTensorKind.Gradient => _backward[module.Name],
        _ => 1,
    };

    private static double Share(double terms, double result) => result > 0 && double.IsFinite(terms) ? terms / result : 1;
}
