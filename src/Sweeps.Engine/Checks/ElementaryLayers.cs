namespace Sweeps.Engine.Checks;

/// <summary>The layers as chains of elementary operations, as document 002 writes them; samples × units.</summary>
internal sealed class ElementaryLayers(Tape tape)
{
    private const double SeluLambda = 1.0507009873554804934193349852946;
    private const double SeluAlpha = 1.6732632423543772848170429916717;

    public Variable Embedding(Variable table, ReadOnlyMemory<ushort> contexts, int context) => tape.Rows(table, contexts, context);

    /// <param name="weight">Fan-out × fan-in.</param>
    public Variable Linear(Variable x, Variable weight, Variable? bias)
    {
        var product = tape.Product(x, tape.Transpose(weight));
        return bias is null ? product : tape.Add(product, bias);
    }

    public Variable BatchNorm(Variable x, Variable gain, Variable bias, bool bessel, double epsilon)
    {
        var samples = x.Value.Rows;
        var mean = tape.Scale(1.0 / samples, tape.SumOfRows(x));
        var deviation = tape.Subtract(x, mean);
        var variance = tape.Scale(1.0 / (bessel ? samples - 1 : samples), tape.SumOfRows(tape.Power(deviation, 2)));
        return Affine(tape.Multiply(deviation, tape.Power(tape.Shift(variance, epsilon), -0.5)), gain, bias);
    }

    public Variable LayerNorm(Variable x, Variable gain, Variable bias, double epsilon)
    {
        var share = 1.0 / x.Value.Columns;
        var mean = tape.Scale(share, tape.SumOfColumns(x));
        var deviation = tape.Subtract(x, mean);
        var variance = tape.Scale(share, tape.SumOfColumns(tape.Power(deviation, 2)));
        return Affine(tape.Multiply(deviation, tape.Power(tape.Shift(variance, epsilon), -0.5)), gain, bias);
    }

    public Variable Tanh(Variable x) => tape.Tanh(x);

    public Variable Relu(Variable x) => tape.Positive(x);

    public Variable Selu(Variable x) => tape.Add(
        tape.Scale(SeluLambda, tape.Positive(x)),
        tape.Scale(SeluLambda * SeluAlpha, tape.Shift(tape.Exp(tape.Negative(x)), -1)));

    public Variable Gelu(Variable x) =>
        tape.Multiply(x, tape.Scale(0.5, tape.Shift(tape.Erf(tape.Scale(Math.Sqrt(0.5), x)), 1)));

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

    private Variable Affine(Variable standard, Variable gain, Variable bias) => tape.Add(tape.Multiply(standard, gain), bias);
}
