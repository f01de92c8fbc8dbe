using Sweeps.Numerics.Random;

namespace Sweeps.Training.Catalogues;

/// <summary>A way of drawing the first weights of linear layers.</summary>
public abstract class InitialisationDescriptor : Descriptor
{
    /// <summary>The distribution, as a formula of gain, fan-in and fan-out: <c>uniform in ±gain·√(3/fan-in)</c>.</summary>
    public abstract string Formula { get; }

    /// <summary>Where the formula comes from: authors and year of an entry of the bibliography, or the function of a library.</summary>
    public abstract string Source { get; }

    /// <summary>Whether a gain has an effect on it. <value>Default true.</value></summary>
    public virtual bool TakesGain => true;

    /// <summary>The standard deviation of a weight.</summary>
    /// <param name="fanIn">The second dimension of the tensor that is drawn; at least 1.</param>
    /// <param name="fanOut">Its first dimension; at least 1.</param>
    /// <param name="gain">Factor on it; without effect unless <see cref="TakesGain"/>.</param>
    /// <param name="options">Values for what is declared as options.</param>
    public abstract double Deviation(int fanIn, int fanOut, double gain, OptionValues options);

    /// <summary>Draws the weights of a matrix. What is taken from the generator is part of the definition, since other draws may follow.</summary>
    /// <param name="generator">Draws as PyTorch's does.</param>
    /// <param name="weights">Receives fan-in times fan-out numbers, row after row of the tensor that is drawn.</param>
    /// <param name="fanIn">The second dimension of that tensor, as PyTorch takes it; at least 1.</param>
    /// <param name="fanOut">Its first dimension; at least 1.</param>
    /// <param name="gain">Factor on the standard deviation or bound; without effect unless <see cref="TakesGain"/>.</param>
    /// <param name="options">Values for what is declared as options.</param>
    public abstract void Draw(TorchGenerator generator, Span<float> weights, int fanIn, int fanOut, double gain, OptionValues options);
}
