using Sweeps.Training;
using Sweeps.Training.Catalogues;

namespace Sweeps.Core.Datasets.Synthetic;

/// <summary>All pairs (a, b) of numbers below p, a slowest, as two symbols, and (a + b) mod p. Nothing is drawn: <c>shuffle</c> and <c>split</c> decide what is trained on.</summary>
internal sealed class ModularAddition : DataGenerator
{
    private static readonly IntegerOption s_modulus = new("dataset.modulus", "modulus", "The modulus p of modular_addition, which has p² examples.", 2, 1000, 97);

    public override string Name => "modular_addition";

    public override string Summary => "All pairs of numbers below the modulus, as symbols that a network embeds, and their sum modulo it.";

    public override IReadOnlyList<OptionDeclaration> Options { get; } = [s_modulus];

    public override long Count(OptionValues options) => (long)options.Of(s_modulus) * options.Of(s_modulus);

    public override InputShape Inputs(OptionValues options) => new SymbolShape(options.Of(s_modulus), 2);

    public override TargetShape Targets(OptionValues options) => new ClassShape(options.Of(s_modulus));

    public override ExampleSet Draw(OptionValues options)
    {
        var modulus = options.Of(s_modulus);
        var symbols = new ushort[2 * modulus * modulus];
        var targets = new ushort[modulus * modulus];
        for (var i = 0; i < targets.Length; i++)
        {
            var (a, b) = (i / modulus, i % modulus);
            (symbols[2 * i], symbols[(2 * i) + 1], targets[i]) = ((ushort)a, (ushort)b, (ushort)((a + b) % modulus));
        }

        return new ExampleSet(new SymbolInputs(2, symbols), new ClassTargets(targets));
    }
}
