using Sweeps.Numerics.Random;
using Sweeps.Training.Catalogues;

namespace Sweeps.Core.Datasets.Synthetic;

/// <summary>The options that several generators have.</summary>
internal static class GeneratorOptions
{
    public static IntegerOption Examples { get; } = new("dataset.examples", "examples", "Examples that are drawn, before they are split.", 2, 10_000_000, 1000);

    public static IntegerOption Inputs { get; } = new("dataset.inputs", "inputs", "Numbers that a network sees of an example.", 1, 100_000, 10);

    public static IntegerOption Outputs { get; } = new("dataset.outputs", "outputs", "Numbers that a network predicts.", 1, 1000, 1);

    public static IntegerOption Classes { get; } = new("dataset.classes", "classes", "Classes; the examples belong to them in turn.", 2, 1000, 3);

    public static NumberOption Noise { get; } = new("dataset.noise", "noise", "The standard deviation of the noise: on targets of teacher, on coordinates of spirals and blobs.", 0, 1e6, 0.1);

    public static IntegerOption Seed { get; } = new("dataset.seed", "data_seed", "Seeds the generator that draws the examples, as torch.Generator().manual_seed does; it is independent of the run's seed.", 0, int.MaxValue, 1);

    /// <summary>PyTorch's generator with the seed of the options.</summary>
    public static TorchGenerator Generator(OptionValues options) => new((ulong)options.Of(Seed));

    /// <summary>What torch.randn gives.</summary>
    public static float[] Normal(this TorchGenerator generator, int count)
    {
        var numbers = new float[count];
        generator.Normal(numbers);
        return numbers;
    }

    /// <summary>Adds noise to numbers, of which a network sees the sums; a deviation of 0 draws nothing.</summary>
    public static void AddNoise(this TorchGenerator generator, float[] numbers, double deviation)
    {
        if (deviation == 0)
            return;
        var noise = generator.Normal(numbers.Length);
        for (var i = 0; i < numbers.Length; i++)
            numbers[i] += (float)deviation * noise[i];
    }
}
