using Sweeps.Engine.Norms;

namespace Sweeps.Engine.Checks;

/// <summary>
/// “MLP with backpropagation”: each elementary step's gradient by hand against the tape's; then what the kernels do in one go against the same tape.
/// </summary>
internal static class ByHandCheck
{
    private const int Samples = 32;

    // The kernels' name and the document's, for what both have; the document's W are fan-in × fan-out.
    private static readonly (string Kernel, string Document)[] s_names =
    [
        ("Linear.1", "logits"), ("Linear.1.weight", "W2"), ("Linear.1.bias", "b2"), ("Tanh.0", "h"), ("BatchNorm.0", "hpreact"),
        ("BatchNorm.0.weight", "bngain"), ("BatchNorm.0.bias", "bnbias"), ("Linear.0", "hprebn"), ("Linear.0.weight", "W1"),
        ("Linear.0.bias", "b1"), ("Embedding.0", "embcat"), ("Embedding.0.weight", "C"),
    ];

    private static readonly NetworkSettings s_document = new()
    {
        VocabularySize = 27,
        Embedding = 10,
        Width = 64,
        Depth = 0,
        Activation = "tanh",
        Norm = "batch",
        NormOptions = OptionValues.None.With(BatchNormalization.Bessel, true),
    };

    public static GradientReport Run(ulong seed, NetworkSettings? settings = null)
    {
        using var network = new CheckedNetwork(settings ?? s_document, Samples, penalty: 0, seed);
        network.Loss();
        network.Backward();
        var chain = new ByHandChain(network);
        var scale = 1e-3 * chain.ByHand.Max(step => step.Gradient.Numbers.ToArray().Max(Math.Abs));
        var comparisons = chain.ByHand.Select(step => Compare(step.Name, step.Gradient, step.Name)).ToList();
        var tensors = NetworkCheck.Tensors(network).ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
        foreach (var (kernel, document) in s_names)
        {
            var gradients = tensors[kernel].Gradients();
            comparisons.Add(Compare(
                $"{document} in one go", document.StartsWith('W') ? gradients.Transposed() : gradients, document));
        }

        return new GradientReport(
            "“MLP with backpropagation”: step by step, then by the kernels in one go", comparisons, [], comparisons.All(comparison => comparison.Approximate));

        GradientComparison Compare(string name, Matrix written, string reference) => GradientComparison.Of(
            name, GradientReference.Chain, written.Numbers, chain.Autograd(reference).Numbers, scale);
    }
}
