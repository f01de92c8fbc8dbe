using Sweeps.Training;
using Sweeps.Training.Catalogues;

namespace Sweeps.Core.Datasets.Synthetic;

/// <summary>torch.randn(examples, inputs), then torch.randn(examples, outputs): nothing to be learned but the examples themselves.</summary>
internal sealed class Gaussian : DataGenerator
{
    public override string Name => "gaussian";

    public override string Summary => "Inputs and targets from the standard normal distribution, independent of each other.";

    public override IReadOnlyList<OptionDeclaration> Options { get; } = [GeneratorOptions.Examples, GeneratorOptions.Inputs, GeneratorOptions.Outputs, GeneratorOptions.Seed];

    public override InputShape Inputs(OptionValues options) => new FeatureShape(options.Of(GeneratorOptions.Inputs));

    public override TargetShape Targets(OptionValues options) => new NumberShape(options.Of(GeneratorOptions.Outputs));

    public override ExampleSet Draw(OptionValues options)
    {
        var (count, inputs, outputs) = (options.Of(GeneratorOptions.Examples), options.Of(GeneratorOptions.Inputs), options.Of(GeneratorOptions.Outputs));
        var generator = GeneratorOptions.Generator(options);
        var seen = generator.Normal(count * inputs);
        return new ExampleSet(new NumberInputs(inputs, seen), new NumberTargets(outputs, generator.Normal(count * outputs)));
    }
}
