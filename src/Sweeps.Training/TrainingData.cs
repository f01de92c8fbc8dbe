using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Sweeps.Training;

/// <summary>A dataset whose examples are in memory.</summary>
public sealed class TrainingData : IDataset
{
    private readonly Lazy<string> _identity;

    /// <param name="inputs">What every example shows a network.</param>
    /// <param name="targets">What every example asks of a network.</param>
    /// <param name="train">The examples that are trained on.</param>
    /// <param name="valid">The examples of the validation split.</param>
    /// <param name="test">The examples of the test split.</param>
    /// <exception cref="ArgumentException">A split has examples of another shape.</exception>
    public TrainingData(InputShape inputs, TargetShape targets, ExampleSet train, ExampleSet valid, ExampleSet test)
    {
        (Inputs, Targets, Train, Valid, Test) = (inputs, targets, train, valid, test);
        foreach (var split in (ReadOnlySpan<ExampleSet>)[train, valid, test])
            if (!Fits(split))
                throw new ArgumentException("A split has examples of another shape.", nameof(inputs));
        _identity = new Lazy<string>(Hash);
    }

    /// <summary>Contexts of symbols and the symbol that follows each.</summary>
    /// <param name="symbols">Size of the vocabulary, symbol 0 included.</param>
    /// <param name="train">The examples that are trained on.</param>
    /// <param name="valid">The examples of the validation split.</param>
    /// <param name="test">The examples of the test split.</param>
    /// <exception cref="ArgumentException">A split has examples of another shape.</exception>
    public TrainingData(int symbols, ExampleSet train, ExampleSet valid, ExampleSet test)
        : this(new SymbolShape(symbols, (train.Inputs as SymbolInputs)?.Context ?? 0), new ClassShape(symbols), train, valid, test)
    {
    }

    /// <inheritdoc/>
    public string Identity => _identity.Value;

    /// <inheritdoc/>
    public InputShape Inputs { get; }

    /// <inheritdoc/>
    public TargetShape Targets { get; }

    /// <inheritdoc/>
    public ExampleSet Train { get; }

    /// <inheritdoc/>
    public ExampleSet Valid { get; }

    /// <inheritdoc/>
    public ExampleSet Test { get; }

    /// <inheritdoc/>
    public IReadOnlyList<NamedTensor> Preparation { get; init; } = [];

    private bool Fits(ExampleSet split) =>
        (Inputs, split.Inputs) switch
        {
            (SymbolShape shape, SymbolInputs inputs) => shape.Context == inputs.Context,
            (FeatureShape shape, NumberInputs inputs) => shape.Features == inputs.Features,
            _ => false,
        }
        && (Targets, split.Targets) switch
        {
            (ClassShape, ClassTargets) => true,
            (NumberShape shape, NumberTargets targets) => shape.Numbers == targets.Outputs,
            _ => false,
        };

    private string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{Inputs} {Targets}"));
        foreach (var split in (ReadOnlySpan<ExampleSet>)[Train, Valid, Test])
        {
            hash.AppendData(Encoding.UTF8.GetBytes($" {split.Count.ToString(System.Globalization.CultureInfo.InvariantCulture)} "));
            // Numbers are hashed as little-endian machines hold them, which all supported ones are.
            hash.AppendData(split.Inputs switch
            {
                SymbolInputs inputs => MemoryMarshal.AsBytes(inputs.Indices.Span),
                NumberInputs inputs => MemoryMarshal.AsBytes(inputs.Numbers.Span),
                _ => throw new InvalidOperationException("There is no hash of such inputs."),
            });
            hash.AppendData(split.Targets switch
            {
                ClassTargets targets => MemoryMarshal.AsBytes(targets.Classes.Span),
                NumberTargets targets => MemoryMarshal.AsBytes(targets.Numbers.Span),
                _ => throw new InvalidOperationException("There is no hash of such targets."),
            });
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
