using System.Numerics;
using System.Runtime.InteropServices;

namespace Sweeps.Training.Tasks;

/// <summary>The part of the examples whose class has the greatest output; of equal outputs, that of the first class counts as the greatest.</summary>
/// <param name="replaced">Which examples count: those whose label was replaced, those whose label was not, or all if null. The first two are not defined where no label was.</param>
internal sealed class Accuracy(bool? replaced) : MetricSum
{
    private float[] _greatest = [];
    private int[] _class = [];
    private long _right;
    private long _count;

    public static MetricInfo Info { get; } =
        new("accuracy", MetricDirection.Maximize, "The part of the examples whose class has the greatest output.", static (_, _) => null) { OfOutputs = static () => new Accuracy(null) };

    /// <summary>Over the examples whose label was not replaced.</summary>
    public static MetricInfo Clean { get; } =
        new("accuracy_clean", MetricDirection.Maximize, "The accuracy over the training examples whose label dataset.label_noise left as it was.", static (_, _) => null) { OfOutputs = static () => new Accuracy(false), IsOfTraining = true };

    /// <summary>Over the examples whose label was replaced, which count as right where the network says the wrong label.</summary>
    public static MetricInfo Noisy { get; } =
        new("accuracy_noisy", MetricDirection.Minimize, "The part of the training examples whose label dataset.label_noise replaced for which the wrong label has the greatest output: how much of the noise a network has learned by heart.", static (_, _) => null) { OfOutputs = static () => new Accuracy(true), IsOfTraining = true };

    public override double Value => _count == 0 ? double.NaN : (double)_right / _count;

    public override void Add(ReadOnlySpan<float> outputs, int stride, ExampleTargets targets, int first, int count)
    {
        var marks = ((ClassTargets)targets).Replaced.Span;
        if (replaced is not null && marks.IsEmpty)
            return;
        if (_greatest.Length < count)
        {
            var room = (count + Vector<float>.Count - 1) / Vector<float>.Count * Vector<float>.Count;
            (_greatest, _class) = (new float[room], new int[room]);
        }

        outputs[..count].CopyTo(_greatest);
        _class.AsSpan(0, count).Clear();
        for (var (unit, start) = (1, stride); start + count <= outputs.Length; (unit, start) = (unit + 1, start + stride))
            Look(outputs.Slice(start, count), unit);
        var classes = ((ClassTargets)targets).Classes.Span.Slice(first, count);
        if (replaced is { } which)
        {
            Count(classes, marks.Slice(first, count), which);
            return;
        }

        for (var i = 0; i < count; i++)
            if (_class[i] == classes[i])
                _right++;
        _count += count;
    }

    private void Count(ReadOnlySpan<ushort> classes, ReadOnlySpan<bool> marks, bool which)
    {
        for (var i = 0; i < marks.Length; i++)
        {
            if (marks[i] != which)
                continue;
            _count++;
            if (_class[i] == classes[i])
                _right++;
        }
    }

    private void Look(ReadOnlySpan<float> outputs, int unit)
    {
        var whole = outputs.Length / Vector<float>.Count * Vector<float>.Count;
        var greatest = MemoryMarshal.Cast<float, Vector<float>>(_greatest.AsSpan(0, whole));
        var classes = MemoryMarshal.Cast<int, Vector<int>>(_class.AsSpan(0, whole));
        var these = MemoryMarshal.Cast<float, Vector<float>>(outputs[..whole]);
        var number = new Vector<int>(unit);
        for (var i = 0; i < these.Length; i++)
        {
            var isGreater = Vector.GreaterThan(these[i], greatest[i]);
            greatest[i] = Vector.ConditionalSelect(isGreater, these[i], greatest[i]);
            classes[i] = Vector.ConditionalSelect(isGreater, number, classes[i]);
        }

        for (var i = whole; i < outputs.Length; i++)
            if (outputs[i] > _greatest[i])
                (_greatest[i], _class[i]) = (outputs[i], unit);
    }
}
