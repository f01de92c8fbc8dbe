using System.Text;
using Sweeps.Core.Handlers;
using Sweeps.Numerics;
using Sweeps.Tables;
using Sweeps.Training;

namespace Sweeps.Samples.SignFlips;

/// <summary>How much of a weight's gradient points the other way than when last looked at: near ½ where steps overshoot or noise rules, small where the network still descends.</summary>
public sealed class SignFlipsKind : IHandlerKind
{
    public string Name => "sign_flips";

    public string Summary => "Fraction of a weight gradient's components whose sign changed since it was last looked at.";

    public IReadOnlyList<HandlerOption> Options { get; } =
        [new("ignore_below", OptionType.Number, 0.0, "Components of at most this size, then or now, are left out.", Minimum: 0, Maximum: 1e30)];

    public IReadOnlyList<ColumnSchema> Columns(HandlerOptions options) =>
        [new("compared", ColumnType.Int32), new("fraction_flipped", ColumnType.Double, Nullable: true)];

    public IHandler Create(HandlerOptions options) => new Handler(options.Number("ignore_below"));

    private sealed class Handler(double ignoreBelow) : IStatefulHandler
    {
        private readonly SortedDictionary<string, float[]> _last = new(StringComparer.Ordinal);

        public TensorKinds Needs => TensorKinds.WeightGradient;

        public void Observe(IStepView step, HandlerRows rows)
        {
            foreach (var module in step.Modules)
            {
                if (!step.Has(module, TensorKinds.WeightGradient))
                    continue;
                var gradient = step.Tensor(module, TensorKinds.WeightGradient);
                if (_last.TryGetValue(module.Name, out var last))
                    Append(step.Step, module, gradient, last, rows);
                else
                    _last[module.Name] = last = new float[gradient.Rows * gradient.Columns];
                Remember(gradient, last);
            }
        }

        public void Save(Stream state)
        {
            using var to = new BinaryWriter(state, Encoding.UTF8, leaveOpen: true);
            to.Write(_last.Count);
            foreach (var (module, last) in _last)
            {
                to.Write(module);
                to.Write(last.Length);
                foreach (var value in last)
                    to.Write(value);
            }
        }

        public void Restore(Stream state)
        {
            using var from = new BinaryReader(state, Encoding.UTF8, leaveOpen: true);
            for (var modules = from.ReadInt32(); modules > 0; modules--)
            {
                var last = _last[from.ReadString()] = new float[from.ReadInt32()];
                for (var i = 0; i < last.Length; i++)
                    last[i] = from.ReadSingle();
            }
        }

        private void Append(int step, ModuleInfo module, TensorView gradient, float[] last, HandlerRows rows)
        {
            var (compared, flipped) = (0, 0);
            for (var row = 0; row < gradient.Rows; row++)
            {
                for (var column = 0; column < gradient.Columns; column++)
                {
                    var (then, now) = (last[(row * gradient.Columns) + column], gradient[row, column]);
                    if (!(Math.Abs(then) > ignoreBelow && Math.Abs(now) > ignoreBelow))
                        continue;
                    compared++;
                    if (then > 0 != now > 0)
                        flipped++;
                }
            }

            rows.Begin(step, module, TensorKinds.WeightGradient);
            rows.Own<int>(0).Append(compared);
            if (compared > 0)
                rows.Own<double>(1).Append((double)flipped / compared);
            else
                rows.Own<double>(1).AppendNull();
        }

        private static void Remember(TensorView gradient, float[] last)
        {
            for (var row = 0; row < gradient.Rows; row++)
                for (var column = 0; column < gradient.Columns; column++)
                    last[(row * gradient.Columns) + column] = gradient[row, column];
        }
    }
}
