using Sweeps.Engine.Checks;
using Sweeps.Tests;
using Sweeps.Training;

namespace Sweeps.Engine.Tests.Checks;

[Kind(TestKind.Long)]
public sealed class DocumentCheckTests
{
    /// <summary>The names that “MLP with backpropagation” prints, in its order.</summary>
    private static readonly string[] s_document =
    [
        "logprobs", "probs", "counts_sum_inv", "counts_sum", "counts", "norm_logits", "logit_maxes", "logits", "h", "W2", "b2", "hpreact", "bngain", "bnbias",
        "bnraw", "bnvar_inv", "bnvar", "bndiff2", "bndiff", "bnmeani", "hprebn", "embcat", "W1", "b1", "emb", "C",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(42)]
    public void MLP_with_backpropagation_comes_out_exact_step_by_step_and_approximate_in_one_go(ulong seed)
    {
        var report = ByHandCheck.Run(seed);
        Assert.True(report.Holds);
        Assert.Equal(s_document, report.Comparisons.Take(s_document.Length).Select(c => c.Tensor));
        Assert.All(report.Comparisons.Take(s_document.Length), c => Assert.True(c.Exact, c.ToString()));
        Assert.All(report.Comparisons, c => Assert.True(c.MaxDifference < 1e-15, c.ToString()));
        var inOneGo = report.Comparisons.Skip(s_document.Length).Select(c => c.Tensor).ToList();
        Assert.Contains("logits in one go", inOneGo);
        Assert.Contains("hprebn in one go", inOneGo);
        // Every parameter of the document's network: 4,137 numbers.
        Assert.Equal(4137, report.Comparisons.Where(c => c.Tensor is "C" or "W1" or "b1" or "W2" or "b2" or "bngain" or "bnbias").Sum(c => c.Numbers));
    }

    [Fact]
    public void Activations_and_Gradients_comes_out_and_its_bound_holds_for_every_sample()
    {
        var report = LayerNormCheck.Run(seed: 5);
        Assert.True(report.Holds);
        Assert.Equal(["y", "γ", "β", "v", "μ", "z", "w", "x"], report.Comparisons.Select(c => c.Tensor));
        Assert.Contains("for a fraction 1.0 of 1000", Assert.Single(report.Notes), StringComparison.Ordinal);
    }

    /// <summary>z = (1, 3), γ·dy = (1, 0): v = 1, x̂ = (−1, 1), dz = 0; the right side is 1/2 (ε aside).</summary>
    [Fact]
    public void The_bound_is_the_variance_less_the_gradient()
    {
        var weighted = new Matrix(1, 2, [1, 0]);
        var variance = new Matrix(1, 1, [1]);
        Assert.Equal([0.5], LayerNormBound.Gaps(new Matrix(1, 2), weighted, variance, epsilon: 0));
        Assert.Equal([-1.5], LayerNormBound.Gaps(new Matrix(1, 2, [2, 0]), weighted, variance, epsilon: 0));
    }

    [Fact]
    public void The_cases_that_users_run_all_hold()
    {
        var sizes = new GradientCheckSettings { BatchSize = 5, VocabularySize = 5, Width = 4, Depth = 1, Embedding = 2, Context = 2, Seed = 9 };
        var reports = GradientCheck.Cases(sizes).Select(check => check.Run()).ToList();
        Assert.All(reports, report => Assert.True(report.Holds, report.Title));
        string[] types =
        [
            ModuleInfo.EmbeddingType, ModuleInfo.LinearType, .. ManagedModels.Catalogue.Activations.Select(activation => activation.ModuleType),
            .. ManagedModels.Catalogue.Norms.Select(norm => norm.ModuleType).OfType<string>(),
        ];
        foreach (var type in types)
            Assert.Contains(reports.SelectMany(report => report.Comparisons), c => c.Tensor.StartsWith(type + ".", StringComparison.Ordinal));
    }
}
