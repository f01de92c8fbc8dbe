namespace Sweeps.Engine.Checks;

/// <summary>The embedding, the linear layer and the loss as chains of elementary operations, as “MLP with backpropagation” writes them; samples × units.</summary>
internal sealed class ElementaryLayers(Tape tape)
{
    public Variable Embedding(Variable table, ReadOnlyMemory<ushort> contexts, int context) => tape.Rows(table, contexts, context);

    /// <param name="weight">Fan-out × fan-in.</param>
    public Variable Linear(Variable x, Variable weight, Variable? bias)
    {
        var product = tape.Product(x, tape.Transpose(weight));
        return bias is null ? product : tape.Add(product, bias);
    }

    public Variable Sum(Variable left, Variable right) => tape.Add(left, right);

    /// <summary>The mean over the numbers: 1 × 1.</summary>
    public Variable MeanSquare(Variable x) =>
        tape.Scale(1.0 / x.Value.Numbers.Length, tape.SumOfColumns(tape.SumOfRows(tape.Power(x, 2))));

    /// <summary>The mean over samples: 1 × 1.</summary>
    public Variable CrossEntropy(Variable logits, IReadOnlyList<int> targets)
    {
        var largest = tape.Pick(logits, logits.Value.LargestColumns());
        var counts = tape.Exp(tape.Subtract(logits, largest));
        var probabilities = tape.Multiply(counts, tape.Power(tape.SumOfColumns(counts), -1));
        return tape.Scale(-1.0 / targets.Count, tape.SumOfRows(tape.Pick(tape.Log(probabilities), targets)));
    }
}
