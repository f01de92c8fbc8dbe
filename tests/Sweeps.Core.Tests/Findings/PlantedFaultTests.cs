using Sweeps.Core.Analysis.Findings;
using Sweeps.Tests;

namespace Sweeps.Core.Tests.Findings;

/// <summary>Faults that are planted in networks are found, at batches and widths from 8 on.</summary>
[Kind(TestKind.Long)]
public sealed class PlantedFaultTests(ITestOutputHelper output)
{
    private const int Seeds = 20;

    public static TheoryData<string> Faults => new(s_faults.Keys);

    /// <summary>How each is planted, the activations that show it, and what it must give. A learning rate of 2 is too large for deep networks only, and some of those diverge, which is said, before a unit can die.</summary>
    private static readonly Dictionary<string, (string Model, string Train, string[] Activations, string[] Findings)> s_faults = new(StringComparer.Ordinal)
    {
        ["gain 0.1"] = ("depth: 3, init: { gain: 0.1 }", "lr: 0.1, steps: 100", FindingCorpus.Activations, [FindingKinds.Vanishing]),
        ["gain 5"] = ("depth: 3, init: { gain: 5 }", "lr: 0.1, steps: 100", FindingCorpus.Activations, [FindingKinds.Saturated, FindingKinds.Exploding]),
        ["lr 2"] = ("depth: 8", "lr: 2, steps: 1000", ["relu"], [FindingKinds.Dead, FindingKinds.Diverged]),
        ["zeros"] = ("depth: 3, init: { overrides: { hidden: { weight_scale: 0 } } }", "lr: 0.1, steps: 100", FindingCorpus.Activations, [FindingKinds.Dead]),
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_planted_fault_is_found(string fault)
    {
        var (model, train, activations, findings) = s_faults[fault];
        var random = new Random(FindingCorpus.Seed);
        var missed = new List<string>();
        foreach (var batch in FindingCorpus.Batches.Where(batch => batch >= 8))
            foreach (var width in FindingCorpus.Widths.Where(width => width >= 8))
                foreach (var activation in activations)
                {
                    if (FindingCorpus.Share is { } share ? random.NextDouble() * 100 >= share : batch * width > 512 || random.NextDouble() * activations.Length >= 1)
                        continue;
                    var found = Enumerable.Range(1, Seeds).Count(seed => FindingRuns
                        .Of(FindingCorpus.Definition($"activation: {activation}, width: {width}, {model}", $"batch_size: {batch}, {train}", seed, ""))
                        .Single().Kinds.Intersect(findings, StringComparer.Ordinal).Any());
                    var line = FormattableString.Invariant($"{fault}, {activation}, batch {batch}, width {width}: {found} of {Seeds}");
                    output.WriteLine(line);
                    if (found < 0.95 * Seeds)
                        missed.Add(line);
                }

        Assert.Empty(missed);
    }
}
