using Sweeps.Training;
using Sweeps.Training.Catalogues;

namespace Sweeps.Core.Datasets.Synthetic;

/// <summary>Makes examples of numbers instead of reading them: what a definition names as the source of <c>dataset.kind: synthetic</c>. Equal options give equal examples on every machine.</summary>
internal abstract class DataGenerator : Descriptor
{
    /// <summary>Raised when equal options begin to give other examples: it is part of every run's identity.</summary>
    public virtual int Revision => 1;

    /// <summary>Whether the targets are numbers; else they are classes.</summary>
    public bool IsRegression => Targets(OptionValues.None) is NumberShape;

    /// <summary>Whether a network sees symbols, which it embeds; else it sees numbers.</summary>
    public bool HasSymbols => Inputs(OptionValues.None) is SymbolShape;

    /// <summary>How many examples there are.</summary>
    /// <value>Default: what <see cref="GeneratorOptions.Examples"/> says.</value>
    public virtual long Count(OptionValues options) => options.Of(GeneratorOptions.Examples);

    /// <summary>What an example shows a network.</summary>
    public abstract InputShape Inputs(OptionValues options);

    /// <summary>What an example asks of a network.</summary>
    public abstract TargetShape Targets(OptionValues options);

    /// <summary>Why there are no such examples, and the parameter to blame; null if there are.</summary>
    public virtual (OptionDeclaration Option, string Message)? Check(OptionValues options) => null;

    /// <summary>All examples, in their order.</summary>
    /// <param name="options">Of which <see cref="Check"/> finds nothing wrong.</param>
    public abstract ExampleSet Draw(OptionValues options);
}
