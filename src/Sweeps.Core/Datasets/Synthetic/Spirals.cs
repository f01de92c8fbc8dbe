using Sweeps.Numerics.Functions;
using Sweeps.Training;
using Sweeps.Training.Catalogues;

namespace Sweeps.Core.Datasets.Synthetic;

/// <summary>
/// Arms of a spiral around the origin: with r from torch.rand(examples), example i of class c = i mod classes lies at the distance r and the angle 2π·(turns·r + c/classes);
/// torch.randn(examples, 2) times the noise is added.
/// </summary>
internal sealed class Spirals : DataGenerator
{
    private static readonly NumberOption s_turns = new("dataset.turns", "turns", "Turns of each arm of the spirals around the origin.", 0, 100, 1.5);

    public override string Name => "spirals";

    public override string Summary => "Points of the plane on the arms of a spiral, an arm per class, with noise.";

    public override IReadOnlyList<OptionDeclaration> Options { get; } = [GeneratorOptions.Examples, GeneratorOptions.Classes, s_turns, GeneratorOptions.Noise, GeneratorOptions.Seed];

    public override InputShape Inputs(OptionValues options) => new FeatureShape(2);

    public override TargetShape Targets(OptionValues options) => new ClassShape(options.Of(GeneratorOptions.Classes));

    public override ExampleSet Draw(OptionValues options)
    {
        var (count, classes, turns) = (options.Of(GeneratorOptions.Examples), options.Of(GeneratorOptions.Classes), options.Of(s_turns));
        var generator = GeneratorOptions.Generator(options);
        var distances = new float[count];
        generator.Rand(distances);
        var points = new float[2 * count];
        var targets = new ushort[count];
        for (var i = 0; i < count; i++)
        {
            targets[i] = (ushort)(i % classes);
            var angle = (turns * distances[i]) + ((double)targets[i] / classes);
            var (sin, cos) = Elementary.SinCosTurns(angle - Math.Floor(angle));
            (points[2 * i], points[(2 * i) + 1]) = ((float)(distances[i] * cos), (float)(distances[i] * sin));
        }

        generator.AddNoise(points, options.Of(GeneratorOptions.Noise));
        return new ExampleSet(new NumberInputs(2, points), new ClassTargets(targets));
    }
}
