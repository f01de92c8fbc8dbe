using Sweeps.Numerics.Statistics;
using Sweeps.Tables;
using Sweeps.Training;

namespace Sweeps.Core.Handlers.Kinds;

/// <summary>The map of saturated units over a batch (“Makemore activations &amp; gradients” and “Building makemore Part 3”): the samples for which the output of a unit is larger than a threshold.</summary>
/// <remarks>There is a row for each sample and unit where |h| is above the threshold; places without a row are not saturated. NaN is not above the threshold.</remarks>
internal sealed class SaturatedUnitsKind : IHandlerKind
{
    public string Name => "saturated_units";

    public string Summary => "The map of an activation's outputs h (samples × units) with |h| above a threshold: a row for each such place.";

    public bool IsStateless => true;

    public double NanosecondsPerNumber => 0.7;

    public IReadOnlyList<HandlerOption> Options { get; } = [new("above", OptionType.Number, 0.99, "The size of an output to compare with.", 0, 1e30)];

    public IReadOnlyList<ColumnSchema> Columns(HandlerOptions options) => [new("sample", ColumnType.Int32), new("unit", ColumnType.Int32)];

    public IHandler Create(HandlerOptions options) => new Handler(Thresholds.AtMost(options.Number("above")));

    private sealed class Handler(float above) : IHandler
    {
        private readonly TensorChoice _choice = new(TensorKinds.Output, ["activation"]);

        public TensorKinds Needs => _choice.Kinds;

        public void Observe(IStepView step, HandlerRows rows)
        {
            foreach (var (module, tensor) in _choice.In(step))
            {
                var output = step.Tensor(module, tensor);
                for (var sample = 0; sample < output.Rows; sample++)
                {
                    for (var unit = 0; unit < output.Columns; unit++)
                    {
                        if (!(MathF.Abs(output[sample, unit]) > above))
                            continue;
                        rows.Begin(step.Step, module, tensor);
                        rows.Own<int>(0).Append(sample);
                        rows.Own<int>(1).Append(unit);
                    }
                }
            }
        }
    }
}
