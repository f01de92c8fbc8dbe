using Sweeps.Training;
using Sweeps.Training.Catalogues;

namespace Sweeps.Core.Datasets.Synthetic;

/// <summary>Clouds around torch.randn(classes, inputs): example i belongs to class i mod classes, and torch.randn(examples, inputs) times the noise is added to its centre.</summary>
internal sealed class Blobs : DataGenerator
{
    public override string Name => "blobs";

    public override string Summary => "Points around standard normal centres, a centre per class; noise is the standard deviation around it.";

    public override IReadOnlyList<OptionDeclaration> Options { get; } =
        [GeneratorOptions.Examples, GeneratorOptions.Inputs, GeneratorOptions.Classes, GeneratorOptions.Noise, GeneratorOptions.Seed];

    public override InputShape Inputs(OptionValues options) => new FeatureShape(options.Of(GeneratorOptions.Inputs));

    public override TargetShape Targets(OptionValues options) => new ClassShape(options.Of(GeneratorOptions.Classes));

    public override ExampleSet Draw(OptionValues options)
    {
        var (count, inputs, classes) = (options.Of(GeneratorOptions.Examples), options.Of(GeneratorOptions.Inputs), options.Of(GeneratorOptions.Classes));
        var generator = GeneratorOptions.Generator(options);
        var centres = generator.Normal(classes * inputs);
        var points = new float[count * inputs];
        var targets = new ushort[count];
        for (var i = 0; i < count; i++)
        {
            targets[i] = (ushort)(i % classes);
            centres.AsSpan(targets[i] * inputs, inputs).CopyTo(points.AsSpan(i * inputs));
        }

        generator.AddNoise(points, options.Of(GeneratorOptions.Noise));
        return new ExampleSet(new NumberInputs(inputs, points), new ClassTargets(targets));
    }
}
