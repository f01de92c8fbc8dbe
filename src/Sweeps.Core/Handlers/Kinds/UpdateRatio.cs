using Sweeps.Numerics.Statistics;
using Sweeps.Tables;
using Sweeps.Training;

namespace Sweeps.Core.Handlers.Kinds;

/// <summary>lr · ‖∇W‖ / ‖W‖ with Frobenius norms, for every weight matrix, the embedding included (“Activations and Gradients”, weight update ratio).</summary>
internal sealed class UpdateRatioKind : IHandlerKind
{
    public string Name => "update_ratio";

    public string Summary => "Size of a step against the weight it changes, lr·‖∇W‖/‖W‖, for every weight matrix, the embedding included.";

    public bool IsStateless => true;

    public double NanosecondsPerNumber => 0.3;

    public IReadOnlyList<HandlerOption> Options { get; } = [];

    public IReadOnlyList<ColumnSchema> Columns(HandlerOptions options) =>
        [new("ratio", ColumnType.Double), new("gradient_norm", ColumnType.Double), new("weight_norm", ColumnType.Double)];

    public IHandler Create(HandlerOptions options) => new Handler();

    private sealed class Handler : IHandler
    {
        private readonly TensorChoice _choice = new(TensorKinds.WeightGradient, ModuleGroups.All);
        private float[] _buffer = [];

        public TensorKinds Needs => TensorKinds.Weight | TensorKinds.WeightGradient;

        public void Observe(IStepView step, HandlerRows rows)
        {
            foreach (var (module, _) in _choice.In(step))
            {
                var gradient = Sums.Norm(new TensorLines(step.Tensor(module, TensorKinds.WeightGradient)).Packed(ref _buffer));
                var weight = Sums.Norm(new TensorLines(step.Tensor(module, TensorKinds.Weight)).Packed(ref _buffer));
                rows.Begin(step.Step, module, TensorKinds.WeightGradient);
                rows.Own<double>(0).Append(step.LearningRate * gradient / weight);
                rows.Own<double>(1).Append(gradient);
                rows.Own<double>(2).Append(weight);
            }
        }
    }
}
