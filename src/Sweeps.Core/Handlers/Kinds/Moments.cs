using Sweeps.Numerics.Statistics;
using Sweeps.Tables;
using Sweeps.Training;

namespace Sweeps.Core.Handlers.Kinds;

/// <summary>Mean, standard deviation, minimum and maximum of a tensor's finite values, and the fraction that is not finite.</summary>
internal sealed class MomentsKind : IHandlerKind
{
    public string Name => "moments";

    public string Summary => "Mean, standard deviation (unbiased, as torch.std), minimum and maximum of a tensor's finite values, and the fraction that is not finite.";

    public bool IsStateless => true;

    public IReadOnlyList<HandlerOption> Options { get; } = [TensorChoice.Of("output", "weight_gradient"), TensorChoice.Modules];

    public string? Problem(HandlerOptions options) => TensorChoice.Problem(options);

    public IReadOnlyList<ColumnSchema> Columns(HandlerOptions options) =>
    [
        new("mean", ColumnType.Double), new("std", ColumnType.Double), new("min", ColumnType.Float), new("max", ColumnType.Float),
        new("fraction_non_finite", ColumnType.Double),
    ];

    public IHandler Create(HandlerOptions options) => new Handler(new TensorChoice(options));

    private sealed class Handler(TensorChoice choice) : IHandler
    {
        private float[] _buffer = [];

        public TensorKinds Needs => choice.Kinds;

        public void Observe(IStepView step, HandlerRows rows)
        {
            foreach (var (module, tensor) in choice.In(step))
            {
                var values = new TensorLines(step.Tensor(module, tensor)).Packed(ref _buffer);
                var moments = Sweeps.Numerics.Statistics.Moments.Of(values);
                rows.Begin(step.Step, module, tensor);
                rows.Own<double>(0).Append(moments.Mean);
                rows.Own<double>(1).Append(moments.Deviation);
                rows.Own<float>(2).Append(moments.Minimum);
                rows.Own<float>(3).Append(moments.Maximum);
                rows.Own<double>(4).Append((double)(values.Length - moments.Count) / values.Length);
            }
        }
    }
}
