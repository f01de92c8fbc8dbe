using Sweeps.Numerics.Random;
using Sweeps.Training;

namespace Sweeps.Core.Datasets;

/// <summary>Wrong labels for a part of the training examples, as “Understanding Deep Learning Requires Rethinking Generalization” has them, to see when a network fits them.</summary>
internal static class LabelNoise
{
    /// <summary>
    /// The first fraction · n, rounded half up, of a random permutation of the n training examples get another class, each of the others with the same probability:
    /// (class + 1 + randint(classes − 1)) modulo classes, in the order of the permutation and with the same generator.
    /// </summary>
    public static TrainingData Apply(TrainingData data, DataSettings settings)
    {
        if (settings.LabelNoise == 0 || data is not { Targets: ClassShape { Classes: > 1 and var classes }, Train.Targets: ClassTargets targets })
            return data;
        var generator = new TorchGenerator((ulong)settings.LabelNoiseSeed);
        var labels = targets.Classes.ToArray();
        var replaced = new bool[labels.Length];
        var count = (int)Math.Round(settings.LabelNoise * labels.Length, MidpointRounding.AwayFromZero);
        foreach (var example in generator.RandPerm(labels.Length).AsSpan(0, count))
        {
            labels[example] = (ushort)((labels[example] + 1 + generator.RandInt(classes - 1)) % classes);
            replaced[example] = true;
        }

        var train = new ExampleSet(data.Train.Inputs, new ClassTargets(labels) { Replaced = replaced });
        return new TrainingData(data.Inputs, data.Targets, train, data.Valid, data.Test) { Preparation = data.Preparation };
    }
}
