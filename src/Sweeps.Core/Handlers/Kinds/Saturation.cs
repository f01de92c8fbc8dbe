using Sweeps.Numerics.Statistics;
using Sweeps.Tables;
using Sweeps.Training;

namespace Sweeps.Core.Handlers.Kinds;

/// <summary>How saturated an activation is in a batch: by its derivative at the pre-activations (“Activations and Gradients”) and by the size of its outputs (“Makemore activations &amp; gradients”).</summary>
internal sealed class SaturationKind : IHandlerKind
{
    public string Name => "saturation";

    public string Summary => "Fraction of an activation's pre-activations x where |f′(x)| is at most a threshold, and of its outputs h where |h| is above another.";

    // Revision 2: at exactly 0, the derivative that training uses there counts.
    public int Revision => 2;

    public bool IsStateless => true;

    public double NanosecondsPerNumber => 0.7;

    public IReadOnlyList<HandlerOption> Options { get; } =
    [
        new("derivative", OptionType.Number, 0.1, "A pre-activation is flat if |f′| is at most this.", 1e-6, 10),
        new("above", OptionType.Number, 0.99, "The size of an output to compare with.", 0, 1e30),
    ];

    public IReadOnlyList<ColumnSchema> Columns(HandlerOptions options) => [new("fraction_flat", ColumnType.Double), new("fraction_above", ColumnType.Double)];

    public IHandler Create(HandlerOptions options) => new Handler(options.Number("derivative"), Thresholds.AtMost(options.Number("above")));

    private sealed class Handler(double derivative, float above) : IHandler
    {
        private readonly TensorChoice _choice = new(TensorKinds.Output, ["activation"]);
        private readonly Dictionary<ActivationCurve, (float Low, float High)[]> _flat = new(ReferenceEqualityComparer.Instance);
        private float[] _buffer = [];

        public TensorKinds Needs => _choice.Kinds;

        public void Observe(IStepView step, HandlerRows rows)
        {
            foreach (var (module, tensor) in _choice.In(step))
            {
                // An engine says which curves it does not know, see RunDescription.Unseen.
                if (module.Curve is null)
                    continue;
                var input = new TensorLines(step.Input(module)).Packed(ref _buffer);
                var flat = 0;
                foreach (var (low, high) in Flat(module.Curve))
                    flat += Counting.Within(input, low, high);
                rows.Begin(step.Step, module, tensor);
                rows.Own<double>(0).Append((double)flat / input.Length);
                var output = new TensorLines(step.Tensor(module, tensor)).Packed(ref _buffer);
                rows.Own<double>(1).Append((double)Counting.AbsoluteAbove(output, above) / output.Length);
            }
        }

        private (float Low, float High)[] Flat(ActivationCurve curve)
        {
            if (!_flat.TryGetValue(curve, out var flat))
                _flat[curve] = flat = [.. FlatRegions.Of(curve, derivative).Select(interval => interval.Singles())];
            return flat;
        }
    }
}
