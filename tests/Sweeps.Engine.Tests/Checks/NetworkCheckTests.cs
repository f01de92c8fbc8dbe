using Sweeps.Engine.Activations;
using Sweeps.Engine.Checks;
using Sweeps.Engine.Norms;
using Sweeps.Tests;
using Sweeps.Training;
using Sweeps.Training.Catalogues;

namespace Sweeps.Engine.Tests.Checks;

[Kind(TestKind.Long)]
public sealed class NetworkCheckTests
{
    public enum Norm
    {
        None,
        Batch,
        BatchBessel,
        Layer,
    }

    public static MatrixTheoryData<string, Norm, bool> Networks { get; } =
        new(ActivationCatalogue.Descriptors.Names, Enum.GetValues<Norm>(), [false, true]);

    [Theory]
    [MemberData(nameof(Networks))]
    public void Every_gradient_agrees_whatever_the_activation_and_the_norm(string activation, Norm norm, bool normalizeLogits) =>
        AssertHolds(Settings(activation, norm) with { NormalizeLogits = normalizeLogits }, samples: 7);

    [Theory]
    [InlineData(ResidualKind.PreActivation, false)]
    [InlineData(ResidualKind.PreActivation, true)]
    [InlineData(ResidualKind.PreActivationPlain, false)]
    [InlineData(ResidualKind.PreActivationPlain, true)]
    public void Every_gradient_of_residual_blocks_agrees(ResidualKind residual, bool normalizeLogits) =>
        AssertHolds(Settings("relu", Norm.None) with { Residual = residual, NormalizeLogits = normalizeLogits }, samples: 6);

    // Around the padding to 16, single units and samples, a vocabulary of two, and where bias gradients are summed in other ways.
    [Theory]
    [InlineData(1, 1, 0, 2, 1, 1)]
    [InlineData(1, 9, 2, 3, 1, 2)]
    [InlineData(2, 1, 1, 5, 2, 1)]
    [InlineData(3, 2, 1, 4, 1, 3)]
    [InlineData(15, 3, 1, 6, 3, 2)]
    [InlineData(16, 16, 0, 17, 2, 8)]
    [InlineData(17, 15, 0, 15, 3, 5)]
    [InlineData(33, 4, 0, 3, 2, 2)]
    [InlineData(5, 33, 0, 4, 1, 3)]
    public void Every_gradient_agrees_whatever_the_size(int samples, int width, int depth, int symbols, int context, int embedding)
    {
        var settings = Settings("gelu", Norm.None) with
        {
            Width = width,
            Depth = depth,
            VocabularySize = symbols,
            Context = context,
            Embedding = embedding,
        };
        AssertHolds(settings, samples);
        AssertHolds(settings with { Norm = "layer", Activation = "selu" }, samples);
        if (samples > 1)
            AssertHolds(settings with { Norm = "batch", Activation = "tanh", NormalizeLogits = true }, samples);
    }

    [Theory]
    [InlineData(BiasInit.None, BiasInit.Zeros)]
    [InlineData(BiasInit.Zeros, BiasInit.None)]
    [InlineData(BiasInit.Discarded, BiasInit.Discarded)]
    public void Every_gradient_agrees_with_and_without_bias_and_penalty(BiasInit hidden, BiasInit logits)
    {
        var init = new InitSettings { Hidden = new LayerInit { Bias = hidden }, Logits = new LayerInit { Bias = logits } };
        AssertHolds(Settings("tanh", Norm.None) with { Init = init }, samples: 5, penalty: 0.7);
    }

    [Fact]
    public void A_tensor_is_compared_by_every_name_it_has()
    {
        using var network = new CheckedNetwork(Settings("relu", Norm.None) with { Residual = ResidualKind.PreActivation, Depth = 0 }, 4, 0, seed: 1);
        var report = NetworkCheck.Run("blocks", network, penalty: 0);
        string[] expected =
        [
            "Embedding.0.weight", "Embedding.0", "Linear.0.weight", "Linear.0.bias", "Linear.0", "LayerNorm.0.weight", "LayerNorm.0.bias", "LayerNorm.0",
            "ReLU.0", "Linear.1.weight", "Linear.1.bias", "Linear.1", "Sum.0", "LayerNorm.1.weight", "LayerNorm.1.bias", "LayerNorm.1", "ReLU.1",
            "Linear.2.weight", "Linear.2.bias", "Linear.2",
        ];
        Assert.Equal(expected, report.Comparisons.Where(c => c.Reference == GradientReference.Chain).Select(c => c.Tensor));
        Assert.Equal(expected, report.Comparisons.Where(c => c.Reference == GradientReference.Differences).Select(c => c.Tensor));
    }

    [Fact]
    public void Of_larger_tensors_so_many_numbers_are_checked_by_differences()
    {
        using var network = new CheckedNetwork(Settings("gelu", Norm.None), 4, 0, seed: 1);
        var report = NetworkCheck.Run("part", network, penalty: 0, numbers: 7);
        var (chain, differences) = (Numbers(GradientReference.Chain), Numbers(GradientReference.Differences));
        Assert.True(report.Holds);
        Assert.Contains(chain, count => count > 7);
        Assert.Equal(chain.Select(count => Math.Min(count, 7)), differences);

        List<int> Numbers(GradientReference reference) => [.. report.Comparisons.Where(c => c.Reference == reference).Select(c => c.Numbers)];
    }

    internal static NetworkSettings Settings(string activation, Norm norm) => new()
    {
        VocabularySize = 5,
        Context = 2,
        Embedding = 3,
        Width = 6,
        Depth = 1,
        Activation = activation,
        Norm = norm switch { Norm.None => "none", Norm.Layer => "layer", _ => "batch" },
        NormOptions = OptionValues.None.With(BatchNormalization.Bessel, norm == Norm.BatchBessel),
    };

    /// <param name="numbers">As many of each tensor are compared with differences.</param>
    internal static void AssertHolds(NetworkSettings settings, int samples, double penalty = 0, int numbers = int.MaxValue)
    {
        using var network = new CheckedNetwork(settings, samples, penalty, seed: 3);
        var report = NetworkCheck.Run("network", network, penalty, numbers);
        Assert.True(report.Holds, string.Join('\n', report.Comparisons.Where(c => !c.Approximate).Cast<object>().Concat(report.Notes)));
        Assert.All(report.Comparisons, comparison => Assert.True(comparison.Numbers > 0));
    }
}
