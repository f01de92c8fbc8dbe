using Sweeps.Training;
using Sweeps.Training.Catalogues;

namespace Sweeps.Core.Datasets.Synthetic;

/// <summary>Bits from torch.randint(0, 2, (examples, bits)), which a network sees as −1 and 1; the class is the sum of the first of them modulo 2.</summary>
internal sealed class Parity : DataGenerator
{
    private static readonly IntegerOption s_bits = new("dataset.bits", "bits", "Random bits that a network sees of an example.", 1, 10_000, 20);

    private static readonly IntegerOption s_relevant = new("dataset.relevant", "relevant", "How many of the bits, from the first on, decide the parity.", 1, 10_000, 3);

    public override string Name => "parity";

    public override string Summary => "Random bits as −1 and 1, and the parity of some of them.";

    public override IReadOnlyList<OptionDeclaration> Options { get; } = [GeneratorOptions.Examples, s_bits, s_relevant, GeneratorOptions.Seed];

    public override InputShape Inputs(OptionValues options) => new FeatureShape(options.Of(s_bits));

    public override TargetShape Targets(OptionValues options) => new ClassShape(2);

    public override (OptionDeclaration Option, string Message)? Check(OptionValues options) => options.Of(s_relevant) <= options.Of(s_bits)
        ? null
        : (s_relevant, $"relevant is {options.Of(s_relevant)}, and there are only {options.Of(s_bits)} bits");

    public override ExampleSet Draw(OptionValues options)
    {
        var (count, bits, relevant) = (options.Of(GeneratorOptions.Examples), options.Of(s_bits), options.Of(s_relevant));
        var generator = GeneratorOptions.Generator(options);
        var seen = new float[count * bits];
        var targets = new ushort[count];
        for (var i = 0; i < count; i++)
        {
            for (var bit = 0; bit < bits; bit++)
            {
                var value = generator.RandInt(2);
                seen[(i * bits) + bit] = (2 * value) - 1;
                if (bit < relevant)
                    targets[i] ^= (ushort)value;
            }
        }

        return new ExampleSet(new NumberInputs(bits, seen), new ClassTargets(targets));
    }
}
