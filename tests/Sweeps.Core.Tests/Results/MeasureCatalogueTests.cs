using Sweeps.Core.Journals;
using Sweeps.Core.Outcomes;
using Sweeps.Core.Outcomes.Measures;
using Sweeps.Core.Tests.Running;
using Sweeps.Tests;

namespace Sweeps.Core.Tests.Results;

/// <summary>What holds for every measure in the catalogue.</summary>
public sealed class MeasureCatalogueTests
{
    public static TheoryData<string> Journaled => [.. MeasureCatalogue.Journaled.Select(measure => measure.Name)];

    /// <summary>Scripts and stored tables rely on these names in this order.</summary>
    [Fact]
    public void The_columns_of_the_contract_stand_in_their_order() => Assert.Equal(
        [
            "status", "diverged_at", "error",
            "loss_initial", "loss_expected", "loss_chance", "loss_start", "loss_end", "loss_diff", "loss_train", "loss_valid", "loss_test", "loss_excess",
            "accuracy_train", "accuracy_valid", "accuracy_test", "r2_train", "r2_valid", "r2_test", "accuracy_clean_train", "accuracy_noisy_train",
            "dead_end", "rank_rise_start", "rank_rise", "median_shift",
            "above_chance", "exploded", "not_improved",
            "parameters", "weights_sha256", "findings",
        ],
        MeasureCatalogue.Names);

    [Fact]
    public void Names_are_unique_and_no_parameters()
    {
        Assert.Equal(MeasureCatalogue.Names.Count, MeasureCatalogue.Names.Distinct(StringComparer.Ordinal).Count());
        Assert.DoesNotContain(MeasureCatalogue.Names, name => Shipped.Parameters.ShortNames.Contains(name, StringComparer.Ordinal));
        Assert.All(MeasureCatalogue.Names, name => Assert.Matches("^[a-z][a-z0-9_]*$", name));
    }

    [Fact]
    public void Each_is_described_in_sentences() => Assert.All(MeasureCatalogue.All, measure => Assert.Matches("^[A-Zl(B−].*[.]$", measure.Description));

    [Fact]
    public void Places_on_the_page_are_distinct()
    {
        var places = MeasureCatalogue.All.Where(measure => measure.Prominence is not null).Select(measure => measure.Prominence!.Value).ToList();
        Assert.Equal(places.Count, places.Distinct().Count());
    }

    [Fact]
    public void Those_of_series_are_computed_and_looked_up_by_their_name()
    {
        foreach (var measure in MeasureCatalogue.Series)
        {
            Assert.Equal((measure.Name, measure.Type, measure.Unit, measure.Better), (measure.Series!.Name, measure.Series.Type, measure.Series.Unit, measure.Series.Better));
            Assert.Equal(0.25, measure.Number(Outcome() with { Statistics = new([new(measure.Name, 0.25)]) }));
            Assert.Null(measure.Of(Outcome()));
        }
    }

    /// <summary>Each alone has a value, so that none can come back in the place of another.</summary>
    [Theory]
    [MemberData(nameof(Journaled))]
    public void A_journal_gives_back_what_it_holds(string name)
    {
        var measure = MeasureCatalogue.Find(name)!;
        var outcome = measure.Restore!(Outcome(), -0.75);
        var to = new ByteWriter();
        RunOutcomeCodec.Write(to, outcome);
        var read = RunOutcomeCodec.Read(to.Written, Shipped.Parameters);
        Assert.Equal(-0.75, measure.Number(read));
        Assert.All(MeasureCatalogue.Journaled.Where(other => other != measure), other => Assert.Equal(other.Of(Outcome()), other.Of(read)));
    }

    [Fact]
    public void The_documentation_has_a_row_for_each()
    {
        var rows = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "measures.md"))
            .SkipWhile(line => !line.StartsWith("| column", StringComparison.Ordinal)).Skip(2).TakeWhile(line => line.StartsWith('|'));
        Assert.Equal(MeasureCatalogue.All.Select(Row), rows);
    }

    private static string Row(Measure measure) =>
        $"| `{measure.Name}` | {measure.Type.ToString().ToLowerInvariant()} | {measure.Unit} | {(measure.Better is MeasureDirection.None ? "" : measure.Better.ToString().ToLowerInvariant())} | {measure.Description} |";

    private static RunOutcome Outcome() => new()
    {
        Run = "0123456789abcdef",
        Status = RunStatus.Completed,
        Parameters = FakeSweep.Cells([0.1], 1)[0].Parameters,
        Losses = new LossFigures(null, 3.5, null, null, null),
    };
}
