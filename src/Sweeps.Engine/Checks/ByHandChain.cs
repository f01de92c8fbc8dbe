using Sweeps.Engine.Norms;

namespace Sweeps.Engine.Checks;

/// <summary>
/// “MLP with backpropagation”'s network forward in elementary steps on a tape, and its gradients by hand, one step at a time, under the document's names.
/// </summary>
internal sealed class ByHandChain
{
    private static readonly double s_epsilon = BatchNormalization.Epsilon.Default;
    private readonly CheckedNetwork _network;
    private readonly Dictionary<string, Variable> _tape = new(StringComparer.Ordinal);
    private readonly List<(string Name, Matrix Gradient)> _byHand = [];
    private readonly int[] _targets;

    public ByHandChain(CheckedNetwork network)
    {
        _network = network;
        _targets = [.. network.Targets.Span.ToArray().Select(symbol => (int)symbol)];
        Forward(new Tape());
        Backward();
    }

    /// <summary>In the document's order.</summary>
    public IReadOnlyList<(string Name, Matrix Gradient)> ByHand => _byHand;

    /// <summary>What differentiating every step gives.</summary>
    public Matrix Autograd(string name) => _tape[name].Gradient;

    private Matrix Value(string name) => _tape[name].Value;

    // The lines and names are the document's; its W are fan-in × fan-out.
    private void Forward(Tape tape)
    {
        double n = _targets.Length;
        var c = Leaf("C", "Embedding.0.weight");
        var w1 = Matrix("W1", "Linear.0.weight");
        var b1 = Leaf("b1", "Linear.0.bias");
        var w2 = Matrix("W2", "Linear.1.weight");
        var b2 = Leaf("b2", "Linear.1.bias");
        var gain = Leaf("bngain", "BatchNorm.0.weight");
        var bias = Leaf("bnbias", "BatchNorm.0.bias");
        var emb = Keep("emb", tape.Rows(c, _network.Contexts, 1));
        var embcat = Keep("embcat", tape.Reshape(emb, _targets.Length));
        var hprebn = Keep("hprebn", tape.Add(tape.Product(embcat, w1), b1));
        var bnmeani = Keep("bnmeani", tape.Scale(1 / n, tape.SumOfRows(hprebn)));
        var bndiff = Keep("bndiff", tape.Subtract(hprebn, bnmeani));
        var bndiff2 = Keep("bndiff2", tape.Power(bndiff, 2));
        var bnvar = Keep("bnvar", tape.Scale(1 / (n - 1), tape.SumOfRows(bndiff2)));
        var bnvarInv = Keep("bnvar_inv", tape.Power(tape.Shift(bnvar, s_epsilon), -0.5));
        var bnraw = Keep("bnraw", tape.Multiply(bndiff, bnvarInv));
        var hpreact = Keep("hpreact", tape.Add(tape.Multiply(gain, bnraw), bias));
        var h = Keep("h", tape.Tanh(hpreact));
        var logits = Keep("logits", tape.Add(tape.Product(h, w2), b2));
        var maxes = Keep("logit_maxes", tape.Pick(logits, logits.Value.LargestColumns()));
        var normLogits = Keep("norm_logits", tape.Subtract(logits, maxes));
        var counts = Keep("counts", tape.Exp(normLogits));
        var countsSum = Keep("counts_sum", tape.SumOfColumns(counts));
        var countsSumInv = Keep("counts_sum_inv", tape.Power(countsSum, -1));
        var probs = Keep("probs", tape.Multiply(counts, countsSumInv));
        var logprobs = Keep("logprobs", tape.Log(probs));
        tape.Backward(tape.Scale(-1 / n, tape.SumOfRows(tape.Pick(logprobs, _targets))));

        Variable Keep(string name, Variable variable) => _tape[name] = variable;
        Variable Leaf(string name, string parameter) => Keep(name, new Variable(Parameter(parameter)));
        Variable Matrix(string name, string parameter) => Keep(name, new Variable(Parameter(parameter).Transposed()));
    }

    private void Backward()
    {
        double n = _targets.Length;
        var dlogprobs = Add("logprobs", Scattered(Value("logprobs"), _targets, -1 / n));
        var dprobs = Add("probs", Value("probs").Map(static p => 1 / p) * dlogprobs);
        var dcountsSumInv = Add("counts_sum_inv", (Value("counts") * dprobs).SumOfColumns());
        var dcountsSum = Add("counts_sum", -Value("counts_sum").Power(-2) * dcountsSumInv);
        var ones = Value("counts").Map(static _ => 1);
        var dcounts = Add("counts", (Value("counts_sum_inv") * dprobs) + (ones * dcountsSum));
        var dnormLogits = Add("norm_logits", Value("norm_logits").Map(Math.Exp) * dcounts);
        var dmaxes = Add("logit_maxes", (-dnormLogits).SumOfColumns());
        var dlogits = Add("logits", dnormLogits + (Scattered(Value("logits"), Value("logits").LargestColumns(), 1) * dmaxes));
        var dh = Add("h", dlogits.Times(Value("W2").Transposed()));
        Add("W2", Value("h").Transposed().Times(dlogits));
        Add("b2", dlogits.SumOfRows());
        var dhpreact = Add("hpreact", Value("h").Map(static h => 1 - (h * h)) * dh);
        Add("bngain", (dhpreact * Value("bnraw")).SumOfRows());
        Add("bnbias", dhpreact.SumOfRows());
        var dbnraw = Add("bnraw", dhpreact * Value("bngain"));
        var dbnvarInv = Add("bnvar_inv", (Value("bndiff") * dbnraw).SumOfRows());
        var dbnvar = Add("bnvar", -0.5 * Value("bnvar").Map(static v => v + s_epsilon).Power(-1.5) * dbnvarInv);
        var dbndiff2 = Add("bndiff2", 1 / (n - 1) * Value("bndiff2").Map(static _ => 1) * dbnvar);
        var dbndiff = Add("bndiff", (Value("bnvar_inv") * dbnraw) + (2 * Value("bndiff") * dbndiff2));
        var dbnmeani = Add("bnmeani", (-dbndiff).SumOfRows());
        var dhprebn = Add("hprebn", dbndiff + (1 / n * Value("hprebn").Map(static _ => 1) * dbnmeani));
        var dembcat = Add("embcat", dhprebn.Times(Value("W1").Transposed()));
        Add("W1", Value("embcat").Transposed().Times(dhprebn));
        Add("b1", dhprebn.SumOfRows());
        var demb = Add("emb", new Matrix(Value("emb").Rows, Value("emb").Columns, dembcat.Numbers.ToArray()));
        Add("C", AddedToTable(demb));
    }

    private Matrix Add(string name, Matrix gradient)
    {
        _byHand.Add((name, gradient));
        return gradient;
    }

    private Matrix AddedToTable(Matrix demb)
    {
        var dc = new Matrix(Value("C").Rows, Value("C").Columns);
        for (var i = 0; i < demb.Rows; i++)
            for (var j = 0; j < demb.Columns; j++)
                dc[_network.Contexts.Span[i], j] += demb[i, j];
        return dc;
    }

    private Matrix Parameter(string name) => _network.Parameters.Single(tensor => string.Equals(tensor.Name, name, StringComparison.Ordinal)).Values();

    private static Matrix Scattered(Matrix like, int[] columns, double number)
    {
        var result = new Matrix(like.Rows, like.Columns);
        for (var row = 0; row < columns.Length; row++)
            result[row, columns[row]] = number;
        return result;
    }
}
