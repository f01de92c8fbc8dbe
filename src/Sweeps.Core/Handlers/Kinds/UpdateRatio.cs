using Sweeps.Numerics.Statistics;
using Sweeps.Tables;
using Sweeps.Training;

namespace Sweeps.Core.Handlers.Kinds;

/// <summary>lr · ‖∇W‖ / ‖W‖ or ‖ΔW‖ / ‖W‖ with Frobenius norms, for every weight matrix, the embedding included (“Activations and Gradients”, weight update ratio).</summary>
internal sealed class UpdateRatioKind : IHandlerKind
{
    private const string Gradient = "gradient";
    private const string AppliedStep = "step";

    public string Name => "update_ratio";

    public string Summary => "Size of a step against the weight it changes, lr·‖∇W‖/‖W‖ or ‖ΔW‖/‖W‖, for every weight matrix, the embedding included.";

    public bool IsStateless => true;

    public double NanosecondsPerNumber => 0.3;

    public IReadOnlyList<HandlerOption> Options { get; } =
    [
        new("of", OptionType.Name, Gradient,
            "The number that is divided by the weight's norm. gradient: the norm of the gradient times the learning rate, which is the step of SGD without momentum; step: the norm of the step that was applied, correct with momentum, weight decay and every optimizer.",
            Allowed: [Gradient, AppliedStep])
        {
            SilentAtDefault = true,
        },
    ];

    public IReadOnlyList<ColumnSchema> Columns(HandlerOptions options)
    {
        ColumnSchema[] columns = [new("ratio", ColumnType.Double), new("gradient_norm", ColumnType.Double), new("weight_norm", ColumnType.Double)];
        return IsOfStep(options) ? [.. columns, new("step_norm", ColumnType.Double)] : columns;
    }

    public IHandler Create(HandlerOptions options) => new Handler(IsOfStep(options));

    private static bool IsOfStep(HandlerOptions options) => string.Equals(options.Name("of"), AppliedStep, StringComparison.Ordinal);

    private sealed class Handler(bool isOfStep) : IHandler
    {
        private readonly TensorChoice _choice = new(TensorKinds.WeightGradient, ModuleGroups.All);
        private float[] _buffer = [];

        public TensorKinds Needs => TensorKinds.Weight | TensorKinds.WeightGradient | (isOfStep ? TensorKinds.Step : TensorKinds.None);

        public void Observe(IStepView step, HandlerRows rows)
        {
            foreach (var (module, _) in _choice.In(step))
            {
                var gradient = Norm(step, module, TensorKinds.WeightGradient);
                var weight = Norm(step, module, TensorKinds.Weight);
                rows.Begin(step.Step, module, isOfStep ? TensorKinds.Step : TensorKinds.WeightGradient);
                var applied = isOfStep ? Norm(step, module, TensorKinds.Step) : step.LearningRateOf(module) * gradient;
                rows.Own<double>(0).Append(applied / weight);
                rows.Own<double>(1).Append(gradient);
                rows.Own<double>(2).Append(weight);
                if (isOfStep)
                    rows.Own<double>(3).Append(applied);
            }
        }

        private double Norm(IStepView step, ModuleInfo module, TensorKinds kind) => Sums.Norm(new TensorLines(step.Tensor(module, kind)).Packed(ref _buffer));
    }
}
