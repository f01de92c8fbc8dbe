using System.Globalization;
using Sweeps.Numerics.Statistics;
using Sweeps.Tables;
using Sweeps.Training;

namespace Sweeps.Core.Handlers.Kinds;

/// <summary>Percentiles of a tensor's values, as numpy.percentile takes them by default.</summary>
/// <remarks>Columns are float32: a value between two float32 values is no more precise than they are, and float64 would double the size of the largest tables.</remarks>
internal sealed class PercentilesKind : IHandlerKind
{
    public string Name => "percentiles";

    public string Summary => "Percentiles of a tensor's values with numpy's linear interpolation; NaN if a value is NaN.";

    public bool IsStateless => true;

    public IReadOnlyList<HandlerOption> Options { get; } =
    [
        TensorChoice.Of("output", "weight_gradient"),
        new("at", OptionType.Numbers, new double[] { 16, 50, 84 }, "The percentiles; 2.5 has the column p2_5.", 0, 100) { IsDistinct = true },
        TensorChoice.Modules,
    ];

    public string? Problem(HandlerOptions options) =>
        options.Numbers("at").GroupBy(ColumnName, StringComparer.Ordinal).Select(Repeated).FirstOrDefault(problem => problem is not null) ?? TensorChoice.Problem(options);

    public IReadOnlyList<ColumnSchema> Columns(HandlerOptions options) =>
        [.. options.Numbers("at").Select(percentile => new ColumnSchema(ColumnName(percentile), ColumnType.Float))];

    public IHandler Create(HandlerOptions options) => new Handler(new TensorChoice(options), [.. options.Numbers("at")]);

    private static string? Repeated(IGrouping<string, double> column) => column.Distinct().ToList() switch
    {
        [var first, var second, ..] => string.Create(CultureInfo.InvariantCulture, $"The percentiles {first} and {second} in 'at' would have the same column, {column.Key}."),
        [var percentile] when column.Count() > 1 => string.Create(CultureInfo.InvariantCulture, $"The percentile {percentile} stands in 'at' more than once."),
        _ => null,
    };

    private static string ColumnName(double percentile) =>
        "p" + percentile.ToString("0.###############", CultureInfo.InvariantCulture).Replace('.', '_');

    private sealed class Handler(TensorChoice choice, double[] percentiles) : IHandler
    {
        private readonly Percentiles _percentiles = new(percentiles);
        private float[] _buffer = [];

        public TensorKinds Needs => choice.Kinds;

        public void Observe(IStepView step, HandlerRows rows)
        {
            foreach (var (module, tensor) in choice.In(step))
            {
                var values = new TensorLines(step.Tensor(module, tensor)).Packed(ref _buffer);
                var found = _percentiles.Of(values);
                rows.Begin(step.Step, module, tensor);
                for (var i = 0; i < found.Length; i++)
                    rows.Own<float>(i).Append(found[i]);
            }
        }
    }
}
