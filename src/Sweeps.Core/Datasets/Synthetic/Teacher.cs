using Sweeps.Numerics.Functions;
using Sweeps.Training;
using Sweeps.Training.Catalogues;

namespace Sweeps.Core.Datasets.Synthetic;

/// <summary>
/// Targets of a random network: y = V·tanh(W·x + b)/√h + noise·e, with h units, W of variance 1/inputs, and b and V standard normal.
/// Drawn one after the other: x, W, b, V, e, each as torch.randn draws a tensor examples × inputs, units × inputs, units, outputs × units, examples × outputs.
/// </summary>
internal sealed class Teacher : DataGenerator
{
    private static readonly IntegerOption s_width = new("dataset.teacher_width", "teacher_width", "Hidden units of the teacher.", 1, 10_000, 10);

    public override string Name => "teacher";

    public override string Summary => "Standard normal inputs, and the outputs of a random network with one hidden layer of tanh, with noise.";

    public override IReadOnlyList<OptionDeclaration> Options { get; } =
        [GeneratorOptions.Examples, GeneratorOptions.Inputs, GeneratorOptions.Outputs, s_width, GeneratorOptions.Noise, GeneratorOptions.Seed];

    public override InputShape Inputs(OptionValues options) => new FeatureShape(options.Of(GeneratorOptions.Inputs));

    public override TargetShape Targets(OptionValues options) => new NumberShape(options.Of(GeneratorOptions.Outputs));

    public override ExampleSet Draw(OptionValues options)
    {
        var (count, inputs, outputs, units) = (options.Of(GeneratorOptions.Examples), options.Of(GeneratorOptions.Inputs), options.Of(GeneratorOptions.Outputs), options.Of(s_width));
        var generator = GeneratorOptions.Generator(options);
        var x = generator.Normal(count * inputs);
        var first = generator.Normal(units * inputs);
        var bias = generator.Normal(units);
        var second = generator.Normal(outputs * units);
        var targets = new float[count * outputs];
        var hidden = new double[units];
        var (ofInputs, ofUnits) = (Math.Sqrt(inputs), Math.Sqrt(units));
        for (var example = 0; example < count; example++)
        {
            for (var unit = 0; unit < units; unit++)
                hidden[unit] = Elementary.Tanh((Dot(first.AsSpan(unit * inputs, inputs), x.AsSpan(example * inputs, inputs)) / ofInputs) + bias[unit]);
            for (var output = 0; output < outputs; output++)
            {
                var sum = 0.0;
                for (var unit = 0; unit < units; unit++)
                    sum += second[(output * units) + unit] * hidden[unit];
                targets[(example * outputs) + output] = (float)(sum / ofUnits);
            }
        }

        generator.AddNoise(targets, options.Of(GeneratorOptions.Noise));
        return new ExampleSet(new NumberInputs(inputs, x), new NumberTargets(outputs, targets));
    }

    private static double Dot(ReadOnlySpan<float> one, ReadOnlySpan<float> other)
    {
        var sum = 0.0;
        for (var i = 0; i < one.Length; i++)
            sum += (double)one[i] * other[i];
        return sum;
    }
}
