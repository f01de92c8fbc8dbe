using System.Globalization;
using Sweeps.Numerics.Random;

namespace Sweeps.Engine.Checks;

/// <summary>Every gradient of a network against the chain of elementary operations and against central differences.</summary>
internal static class NetworkCheck
{
    /// <summary>Gradients that cancel are judged beside the network's largest.</summary>
    private const double LeastScale = 1e-3;

    /// <param name="numbers">The most numbers of a tensor that differences are taken of; if it has more, they are drawn.</param>
    public static GradientReport Run(string title, CheckedNetwork network, double penalty, int numbers = int.MaxValue)
    {
        var loss = network.Loss();
        network.Backward();
        // Central differences run the layers again, over these numbers.
        var written = Tensors(network).Select(tensor => tensor.Gradients()).ToList();
        var chain = new ElementaryNetwork(network, penalty);
        var comparisons = AgainstChain(network, written, chain);
        var scale = Scale(network, chain);
        var generator = new TorchGenerator(seed: 1);
        foreach (var (tensor, gradients) in Tensors(network).Zip(written))
        {
            var places = Places(tensor.Count, numbers, generator);
            double[] chosen = [.. places.Select(place => gradients.Numbers[place])];
            comparisons.Add(GradientComparison.Of(
                tensor.Name, GradientReference.Differences, chosen, CentralDifferences.Of(network, tensor, places), scale));
        }

        var apart = Math.Abs(loss - chain.Loss.Value[0, 0]);
        var agrees = apart < GradientCheck.Tolerance * Math.Abs(loss);
        return new GradientReport(
            title,
            comparisons,
            [string.Create(CultureInfo.InvariantCulture, $"The loss is {loss:F6}, {apart:0.0e+0} from the chain's.")],
            agrees && comparisons.All(comparison => comparison.Approximate));
    }

    /// <summary>The kernels' gradients beside the chain's, tensor by tensor in forward order.</summary>
    public static List<GradientComparison> AgainstChain(CheckedNetwork network, IReadOnlyList<Matrix> written, ElementaryNetwork chain)
    {
        var scale = Scale(network, chain);
        return [.. Tensors(network).Zip(written, (tensor, gradients) => GradientComparison.Of(
            tensor.Name, GradientReference.Chain, gradients.Numbers, chain[tensor.Name].Gradient.Numbers, scale))];
    }

    /// <summary>A module's parameters, then its output.</summary>
    public static IEnumerable<CheckedTensor> Tensors(CheckedNetwork network) =>
        network.Parameters.Concat(network.Activations).OrderBy(tensor => network.Activations.Contains(tensor) ? tensor.NextLayer - 1 : tensor.NextLayer);

    private static int[] Places(int count, int most, TorchGenerator generator) =>
        count <= most ? [.. Enumerable.Range(0, count)] : generator.RandPerm(count)[..most];

    private static double Scale(CheckedNetwork network, ElementaryNetwork chain) =>
        LeastScale * Tensors(network).Max(tensor => chain[tensor.Name].Gradient.Numbers.ToArray().Max(Math.Abs));
}
