using Sweeps.Engine.Checks;
using Sweeps.Engine.Layers;
using Sweeps.Engine.Norms;
using Sweeps.Numerics.Lanes;
using Sweeps.Tests;
using Sweeps.Training;
using Sweeps.Training.Catalogues;

namespace Sweeps.Engine.Tests.Checks;

/// <summary>Wrong backward passes have to be found, by the chain and by differences alike.</summary>
[Kind(TestKind.Long)]
public sealed class PlantedMistakeTests
{
    private const double Slight = 1 + 1e-5;

    public static TheoryData<string, NetworkCheckTests.Norm> Layers { get; } = new()
    {
        { "Embedding.0", NetworkCheckTests.Norm.None }, { "Linear.0", NetworkCheckTests.Norm.None }, { "Linear.1", NetworkCheckTests.Norm.Layer },
        { "BatchNorm.0", NetworkCheckTests.Norm.Batch }, { "BatchNorm.1", NetworkCheckTests.Norm.BatchBessel }, { "LayerNorm.1", NetworkCheckTests.Norm.Layer },
    };

    [Theory]
    [MemberData(nameof(Layers))]
    public void A_parameter_gradient_that_is_slightly_off_is_found(string layer, NetworkCheckTests.Norm norm)
    {
        unsafe
        {
            var failed = Failed("tanh", norm, layer, wrong => wrong.Parameters[0].Gradient[1] *= Slight);
            Assert.Equal([layer + ".weight", layer + ".weight"], failed);
        }
    }

    [Theory]
    [InlineData("tanh", "Tanh.0")]
    [InlineData("relu", "ReLU.1")]
    [InlineData("selu", "SELU.0")]
    [InlineData("gelu", "GELU.1")]
    [InlineData("gelu", "BatchNorm.1")]
    [InlineData("gelu", "Linear.1")]
    public void A_gradient_passed_on_wrongly_is_found_in_all_that_it_reaches(string activation, string layer)
    {
        unsafe
        {
            var failed = Failed(activation, NetworkCheckTests.Norm.Batch, layer, wrong =>
            {
                for (var i = 0; i < wrong.Input.Length; i++)
                    wrong.Input.Gradient[i] *= Slight;
            });
            Assert.Contains("Embedding.0.weight", failed);
            Assert.DoesNotContain("BatchNorm.2.weight", failed);
            Assert.Equal(0, failed.Count % 2);
        }
    }

    /// <summary>The mistake of “Activations and Gradients”: the variance of a normalisation taken for the other one.</summary>
    [Fact]
    public void One_convention_of_batch_norm_for_the_other_is_found()
    {
        var settings = NetworkCheckTests.Settings("tanh", NetworkCheckTests.Norm.Batch);
        using var network = new CheckedNetwork(settings, samples: 7, penalty: 0, seed: 2);
        using var other = new CheckedNetwork(settings with { NormOptions = OptionValues.None.With(BatchNormalization.Bessel, true) }, samples: 7, penalty: 0, seed: 2);
        foreach (var checkedNetwork in new[] { network, other })
        {
            checkedNetwork.Loss();
            checkedNetwork.Backward();
        }

        var written = NetworkCheck.Tensors(network).Select(tensor => tensor.Gradients()).ToList();
        Assert.All(NetworkCheck.AgainstChain(network, written, new ElementaryNetwork(network, 0)), c => Assert.True(c.Approximate));
        Assert.Contains(NetworkCheck.AgainstChain(other, written, new ElementaryNetwork(other, 0)), c => !c.Approximate);
    }

    [Fact]
    public void A_gradient_that_is_not_a_number_is_found()
    {
        unsafe
        {
            var failed = Failed("relu", NetworkCheckTests.Norm.None, "Linear.1", wrong => wrong.Parameters[0].Gradient[0] = double.NaN);
            Assert.Equal(["Linear.1.weight", "Linear.1.weight"], failed);
        }
    }

    [Fact]
    public void A_skip_that_is_forgotten_is_found()
    {
        var settings = NetworkCheckTests.Settings("relu", NetworkCheckTests.Norm.None) with { Residual = ResidualKind.PreActivation };
        using var network = new CheckedNetwork(
            settings, samples: 5, penalty: 0, seed: 2, layer => layer is SkipBegin<double, Lanes512<double>> ? new Planted(layer, null) : layer);
        Assert.False(NetworkCheck.Run("forgotten", network, penalty: 0).Holds);
    }

    private static List<string> Failed(string activation, NetworkCheckTests.Norm norm, string name, Action<Layer<double>> spoil)
    {
        var planted = 0;
        using var network = new CheckedNetwork(NetworkCheckTests.Settings(activation, norm) with { NormalizeLogits = norm != NetworkCheckTests.Norm.None }, samples: 7, penalty: 0, seed: 2, layer =>
        {
            if (!string.Equals(layer.Module?.Name, name, StringComparison.Ordinal))
                return layer;
            planted++;
            return new Planted(layer, spoil);
        });
        var report = NetworkCheck.Run("planted", network, penalty: 0);
        Assert.Equal(1, planted);
        Assert.False(report.Holds);
        return [.. report.Comparisons.Where(comparison => !comparison.Approximate).Select(comparison => comparison.Tensor)];
    }

    /// <summary>A layer whose backward pass is spoilt, or left out.</summary>
    private sealed class Planted(Layer<double> layer, Action<Layer<double>>? spoil) : Layer<double>(layer.Module, layer.Input, layer.Output)
    {
        public override Parameter<double>[] Parameters => layer.Parameters;

        public override void Forward(Phase phase) => layer.Forward(phase);

        public override void Backward()
        {
            if (spoil is null)
                return;
            layer.Backward();
            spoil(layer);
        }
    }
}
