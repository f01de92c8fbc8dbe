namespace Sweeps.Engine.Checks;

/// <summary>“Activations and Gradients”'s layer norm and cross-entropy in elementary operations, with its gradients.</summary>
internal sealed class LayerNormTape
{
    public LayerNormTape(Matrix x, Matrix w, Matrix gain, Matrix bias, int[] targets, double epsilon)
    {
        var tape = new Tape();
        X = new Variable(x);
        W = new Variable(w);
        Gain = new Variable(gain);
        Bias = new Variable(bias);
        Z = tape.Product(X, W);
        var share = 1.0 / w.Columns;
        // In the document v has a mean of its own, so that μ's gradient is what flows through z − μ alone.
        V = Variance(tape, share);
        Mean = tape.Scale(share, tape.SumOfColumns(Z));
        var standard = tape.Multiply(tape.Subtract(Z, Mean), tape.Power(tape.Shift(V, epsilon), -0.5));
        Y = tape.Add(tape.Multiply(Gain, standard), Bias);
        tape.Backward(new ElementaryLayers(tape).CrossEntropy(Y, targets));
    }

    public Variable X { get; }

    public Variable W { get; }

    public Variable Gain { get; }

    public Variable Bias { get; }

    public Variable Z { get; }

    public Variable Mean { get; }

    public Variable V { get; }

    public Variable Y { get; }

    private Variable Variance(Tape tape, double share)
    {
        var center = tape.Scale(share, tape.SumOfColumns(Z));
        return tape.Scale(share, tape.SumOfColumns(tape.Power(tape.Subtract(Z, center), 2)));
    }
}
