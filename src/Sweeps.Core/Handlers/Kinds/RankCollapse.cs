using Sweeps.Numerics.LinearAlgebra;
using Sweeps.Numerics.Statistics;
using Sweeps.Tables;
using Sweeps.Training;

namespace Sweeps.Core.Handlers.Kinds;

/// <summary>The largest singular value σ₁ of an output matrix (samples × units), the sum Σσ of all, and their ratio (“Activations and Gradients”, rank collapse).</summary>
/// <remarks>The ratio of an all-zero matrix is NaN; so are all three if the matrix is not finite.</remarks>
internal sealed class RankCollapseKind : IHandlerKind
{
    public string Name => "rank_collapse";

    public string Summary => "Largest singular value of each linear layer's output (samples × units), the sum of all, and their ratio: near 1 where the rank has collapsed.";

    public bool IsStateless => true;

    public double NanosecondsPerNumber => 4;

    public IReadOnlyList<HandlerOption> Options { get; } =
        [new("modules", OptionType.Names, new[] { "linear" }, "Whose outputs.", Allowed: ModuleGroups.All)];

    public IReadOnlyList<ColumnSchema> Columns(HandlerOptions options) =>
        [new("sigma1", ColumnType.Double), new("sigma_sum", ColumnType.Double), new("ratio", ColumnType.Double)];

    public IHandler Create(HandlerOptions options) => new Handler(new TensorChoice(TensorKinds.Output, options.Names("modules")));

    private sealed class Handler(TensorChoice choice) : IHandler
    {
        private readonly SingularValues _singularValues = SingularValues.Create();

        public TensorKinds Needs => choice.Kinds;

        public void Observe(IStepView step, HandlerRows rows)
        {
            var targets = choice.In(step);
            for (; targets.Length > 0; targets = targets[Math.Min(targets.Length, _singularValues.Capacity)..])
                Observe(step, rows, targets[..Math.Min(targets.Length, _singularValues.Capacity)]);
        }

        private void Observe(IStepView step, HandlerRows rows, ReadOnlySpan<Target> targets)
        {
            var (lines, length) = (0, 0);
            foreach (var (module, tensor) in targets)
            {
                var matrix = new TensorLines(step.Tensor(module, tensor));
                (lines, length) = (Math.Max(lines, matrix.Count), Math.Max(length, matrix.Length));
            }

            _singularValues.Clear(lines, length);
            for (var lane = 0; lane < targets.Length; lane++)
                _singularValues.Load(lane, new TensorLines(step.Tensor(targets[lane].Module, targets[lane].Tensor)));
            _singularValues.Compute();
            for (var lane = 0; lane < targets.Length; lane++)
            {
                var (largest, sum) = _singularValues[lane];
                rows.Begin(step.Step, targets[lane].Module, targets[lane].Tensor);
                rows.Own<double>(0).Append(largest);
                rows.Own<double>(1).Append(sum);
                rows.Own<double>(2).Append(largest / sum);
            }
        }
    }
}
