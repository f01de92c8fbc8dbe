using Sweeps.Training;
using Sweeps.Training.Catalogues;

namespace Sweeps.Torch.Tasks;

/// <summary>What a network is made for: the values of the task's options, and what its data look like.</summary>
/// <param name="Options">The values of the options.</param>
/// <param name="Inputs">What an example shows the network.</param>
/// <param name="Targets">What an example asks of the network.</param>
/// <param name="Training">Steps, batch size, learning rate and seed of the run.</param>
public sealed record TorchTaskSettings(OptionValues Options, InputShape Inputs, TargetShape Targets, TrainingSettings Training)
{
    /// <summary>The value of a whole number.</summary>
    public int this[IntegerOption option] => Options.Of(option);

    /// <summary>The value of a number.</summary>
    public double this[NumberOption option] => Options.Of(option);

    /// <summary>The value of a switch.</summary>
    public bool this[SwitchOption option] => Options.Of(option);

    /// <summary>The name that was chosen.</summary>
    public string this[ChoiceOption option] => Options.Of(option);

    /// <summary>Numbers per example.</summary>
    /// <exception cref="InvalidOperationException">The inputs are symbols.</exception>
    public int Features => Inputs is FeatureShape shape ? shape.Features : throw new InvalidOperationException("The inputs are symbols, not numbers.");

    /// <summary>The size of the vocabulary.</summary>
    /// <exception cref="InvalidOperationException">The inputs are numbers.</exception>
    public int VocabularySize => Inputs is SymbolShape shape ? shape.VocabularySize : throw new InvalidOperationException("The inputs are numbers, not symbols.");

    /// <summary>Symbols per example.</summary>
    /// <exception cref="InvalidOperationException">The inputs are numbers.</exception>
    public int Context => Inputs is SymbolShape shape ? shape.Context : throw new InvalidOperationException("The inputs are numbers, not symbols.");

    /// <summary>The number of classes, or of target numbers.</summary>
    public int Outputs => Targets.Outputs;
}
