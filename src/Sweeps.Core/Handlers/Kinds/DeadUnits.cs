using Sweeps.Numerics.Statistics;
using Sweeps.Tables;
using Sweeps.Training;

namespace Sweeps.Core.Handlers.Kinds;

/// <summary>Fraction of an activation's units that are dead in a batch: more than a fraction of their outputs lie below a threshold (“Activations and Gradients”). NaN is not below the threshold.</summary>
internal sealed class DeadUnitsKind : IHandlerKind
{
    public string Name => "dead_units";

    public string Summary => "Fraction of an activation's units of which more than a fraction of the batch's outputs lie below a threshold.";

    public bool IsStateless => true;

    public double NanosecondsPerNumber => 1;

    public IReadOnlyList<HandlerOption> Options { get; } =
    [
        new("below", OptionType.Number, 1e-8, "An output below this counts as off.", -1e30, 1e30),
        new("fraction", OptionType.Number, 0.95, "A unit is dead if more than this fraction of its outputs is off.", 0, 1),
    ];

    public IReadOnlyList<ColumnSchema> Columns(HandlerOptions options) => [new("fraction_dead", ColumnType.Double)];

    public IHandler Create(HandlerOptions options) => new Handler(Thresholds.AtLeast(options.Number("below")), options.Number("fraction"));

    private sealed class Handler(float below, double fraction) : IHandler
    {
        private readonly TensorChoice _choice = new(TensorKinds.Output, ["activation"]);
        private int[] _off = [];

        public TensorKinds Needs => _choice.Kinds;

        public void Observe(IStepView step, HandlerRows rows)
        {
            foreach (var (module, tensor) in _choice.In(step))
            {
                var output = step.Tensor(module, tensor);
                if (_off.Length < output.Columns)
                    _off = new int[output.Columns];
                var off = _off.AsSpan(0, output.Columns);
                Counting.BelowPerColumn(new TensorLines(output), below, off);
                var dead = 0;
                foreach (var count in off)
                    if ((double)count / output.Rows > fraction)
                        dead++;
                rows.Begin(step.Step, module, tensor);
                rows.Own<double>(0).Append((double)dead / output.Columns);
            }
        }
    }
}
