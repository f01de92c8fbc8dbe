using Sweeps.Numerics.Functions;
using Sweeps.Training;

namespace Sweeps.Core.Datasets;

/// <summary>The loss of one who knows how frequent the classes are and nothing else. Remembers the last one: runs that follow each other mostly share their data. Not thread-safe.</summary>
internal sealed class ChanceLevel
{
    private ExampleSet? _last;
    private double _level;

    /// <summary>The level of a training split.</summary>
    public double Of(TrainingData data)
    {
        if (!ReferenceEquals(_last, data.Train))
            (_level, _last) = (Entropy(data.Train.Targets.Span, data.Symbols), data.Train);
        return _level;
    }

    /// <summary>−Σ p·ln p over the classes in ascending order, in double precision; p is a class's count by the count of all, and a class without examples adds nothing.</summary>
    /// <param name="classes">Every target is below it.</param>
    public static double Entropy(ReadOnlySpan<ushort> targets, int classes)
    {
        var counts = new int[classes];
        foreach (var target in targets)
            counts[target]++;
        var entropy = 0.0;
        foreach (var count in counts)
        {
            if (count == 0 || count == targets.Length)
                continue;
            var share = (double)count / targets.Length;
            entropy -= share * Elementary.Log(share);
        }

        return entropy;
    }
}
