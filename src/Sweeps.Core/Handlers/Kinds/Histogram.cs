using System.Globalization;
using Sweeps.Numerics.Statistics;
using Sweeps.Tables;
using Sweeps.Training;

namespace Sweeps.Core.Handlers.Kinds;

/// <summary>Counts of a tensor's values in equal bins, a row per bin, as torch.histc(min=-h, max=h) in “Activations and Gradients”.</summary>
/// <remarks>All bins have a row. Values outside the range and non-finite values are in no bin, so the counts may sum to less than the size of the tensor.</remarks>
internal sealed class HistogramKind : IHandlerKind
{
    public string Name => "histogram";

    public string Summary => "Counts of a tensor's values in equal bins around 0, a row per bin. Values outside the bins are not counted.";

    public bool IsStateless => true;

    public double NanosecondsPerNumber => 9;

    public IReadOnlyList<HandlerOption> Options { get; } =
    [
        TensorChoice.Of("output"),
        new("bins", OptionType.Integer, 100, "Number of bins.", 1, 10_000),
        new("deviations", OptionType.Number, 4.0, "Half the range, in standard deviations of the tensor at that step (unbiased, of its finite values).", 1e-6, 1e6),
        new("range", OptionType.Numbers, Array.Empty<double>(), "Two numbers, the ends of a fixed range, instead of deviations.", -1e30, 1e30) { Length = 2 },
        TensorChoice.Modules,
    ];

    public string? Problem(HandlerOptions options) => options.Numbers("range") switch
    {
        [] => TensorChoice.Problem(options),
        [var low, var high] when (float)low < (float)high => TensorChoice.Problem(options),
        [var low, var high] when low < high => string.Create(CultureInfo.InvariantCulture, $"The ends of 'range', {low} and {high}, are the same number in float32, which tensors are of."),
        _ => "The option 'range' takes two numbers, the lower end first.",
    };

    public IReadOnlyList<ColumnSchema> Columns(HandlerOptions options) =>
        [new("bin", ColumnType.Int32), new("low", ColumnType.Float), new("high", ColumnType.Float), new("count", ColumnType.Int32)];

    public IHandler Create(HandlerOptions options) =>
        new Handler(new TensorChoice(options), options.Integer("bins"), options.Number("deviations"), options.Numbers("range"));

    private sealed class Handler(TensorChoice choice, int bins, double deviations, IReadOnlyList<double> range) : IHandler
    {
        private readonly Histogram _histogram = new(bins);
        private float[] _buffer = [];

        public TensorKinds Needs => choice.Kinds;

        public void Observe(IStepView step, HandlerRows rows)
        {
            foreach (var (module, tensor) in choice.In(step))
            {
                var values = new TensorLines(step.Tensor(module, tensor)).Packed(ref _buffer);
                var (low, high) = range is [var from, var to] ? (from, to) : Histogram.Around(Sweeps.Numerics.Statistics.Moments.Of(values), deviations);
                _histogram.Count(values, low, high);
                for (var bin = 0; bin < bins; bin++)
                {
                    rows.Begin(step.Step, module, tensor);
                    rows.Own<int>(0).Append(bin);
                    rows.Own<float>(1).Append(_histogram.Edges[bin]);
                    rows.Own<float>(2).Append(_histogram.Edges[bin + 1]);
                    rows.Own<int>(3).Append(_histogram.Counts[bin]);
                }
            }
        }
    }
}
