namespace Sweeps.Training;

/// <summary>The examples of one split: the inputs and targets of a network.</summary>
public sealed record ExampleSet
{
    /// <param name="inputs">What is seen.</param>
    /// <param name="targets">What shall be said, of as many examples.</param>
    /// <exception cref="ArgumentException">There are more or fewer targets than inputs.</exception>
    public ExampleSet(ExampleInputs inputs, ExampleTargets targets)
    {
        if (inputs.Count != targets.Count)
            throw new ArgumentException($"There are inputs of {inputs.Count} examples and targets of {targets.Count}.", nameof(targets));
        (Inputs, Targets) = (inputs, targets);
    }

    /// <summary>Contexts of symbols and the symbol that follows each.</summary>
    /// <param name="context">Symbols per context.</param>
    /// <param name="contexts">Count × <paramref name="context"/> symbols, example by example.</param>
    /// <param name="targets">Count symbols.</param>
    public ExampleSet(int context, ReadOnlyMemory<ushort> contexts, ReadOnlyMemory<ushort> targets)
        : this(new SymbolInputs(context, contexts), new ClassTargets(targets))
    {
    }

    /// <summary>What a network sees.</summary>
    public ExampleInputs Inputs { get; }

    /// <summary>What it shall say.</summary>
    public ExampleTargets Targets { get; }

    /// <summary>The number of examples.</summary>
    public int Count => Targets.Count;
}

/// <summary>What a network sees of the examples of a split.</summary>
public abstract record ExampleInputs
{
    /// <summary>The number of examples.</summary>
    public abstract int Count { get; }
}

/// <summary>A context of symbols per example, each of which a network embeds.</summary>
/// <param name="Context">Symbols per example, at least 1.</param>
/// <param name="Indices">The places of count × <paramref name="Context"/> symbols in the vocabulary, example by example.</param>
public sealed record SymbolInputs(int Context, ReadOnlyMemory<ushort> Indices) : ExampleInputs
{
    /// <inheritdoc/>
    public override int Count => Indices.Length / Context;
}

/// <summary>Numbers per example, which go into the first linear layer as they are.</summary>
/// <param name="Features">Numbers per example, at least 1.</param>
/// <param name="Numbers">Count × <paramref name="Features"/> finite numbers, example by example.</param>
public sealed record NumberInputs(int Features, ReadOnlyMemory<float> Numbers) : ExampleInputs
{
    /// <inheritdoc/>
    public override int Count => Numbers.Length / Features;
}

/// <summary>What a network shall say of the examples of a split.</summary>
public abstract record ExampleTargets
{
    /// <summary>The number of examples.</summary>
    public abstract int Count { get; }
}

/// <summary>One of several classes per example.</summary>
/// <param name="Classes">A class per example, from 0.</param>
public sealed record ClassTargets(ReadOnlyMemory<ushort> Classes) : ExampleTargets
{
    /// <summary>Of each example whether its class was replaced by a wrong one, to see what a network makes of wrong labels. <value>Default empty: none was.</value></summary>
    public ReadOnlyMemory<bool> Replaced { get; init; }

    /// <inheritdoc/>
    public override int Count => Classes.Length;
}

/// <summary>Numbers per example.</summary>
/// <param name="Outputs">Numbers per example, at least 1.</param>
/// <param name="Numbers">Count × <paramref name="Outputs"/> finite numbers, example by example.</param>
public sealed record NumberTargets(int Outputs, ReadOnlyMemory<float> Numbers) : ExampleTargets
{
    /// <inheritdoc/>
    public override int Count => Numbers.Length / Outputs;
}
