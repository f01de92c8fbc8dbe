using Sweeps.Core.Plans;
using Sweeps.Tests;

namespace Sweeps.Core.Tests.Definitions;

/// <summary>The network of “Building makemore Part 3”, as a definition.</summary>
internal static class LectureNetwork
{
    /// <param name="hidden">How the hidden layer is initialised.</param>
    /// <param name="logits">How the last layer is initialised.</param>
    /// <param name="train">More of the section <c>train</c>.</param>
    public static SweepPlan Plan(string hidden, string logits, string train) => TestPlan.Of($$"""
        name: lecture
        dataset: { source: '{{Repository.Shared("data", "names.txt")}}', shuffle: python:42 }
        model:
          embedding: 10
          width: 200
          depth: 0
          activation: tanh
          init: { scheme: normal, stream: single, layout: in_out, overrides: { hidden: { {{hidden}} }, logits: { {{logits}} } } }
        train: { sampling: replacement, lr: 0.1, {{train}} }
        seed: 2147483647
        """);
}
