using Sweeps.Core.Analysis.Findings;
using Sweeps.Core.Definitions;
using Sweeps.Core.Handlers;
using Sweeps.Tests;

namespace Sweeps.Core.Tests.Findings;

/// <summary>What holds for every finding in the catalogue.</summary>
public sealed class FindingCatalogueTests
{
    /// <summary>Stored tables, the page and scripts know findings by these labels.</summary>
    [Fact]
    public void The_kinds_stand_in_their_order() => Assert.Equal(
        [
            "diverged", "exploded", "ended above chance", "did not improve", "initial loss far above ln V", "saturated layer", "dead units",
            "vanishing gradients", "exploding gradients", "update ratio below", "update ratio above", "rank collapse",
        ],
        FindingKinds.All);

    /// <summary>Summaries know the kinds of a run by a bit each.</summary>
    [Fact]
    public void There_are_no_more_kinds_than_bits() => Assert.InRange(FindingKinds.All.Count, 1, 64);

    [Fact]
    public void Each_is_said_of_a_run_or_of_a_table() => Assert.All(FindingCatalogue.All, rule =>
    {
        Assert.True(rule.OfRun is null != rule.OfTable is null, rule.Kind);
        Assert.True(rule.OfTable is null || rule.Source is not null, rule.Kind);
        Assert.NotEmpty(rule.Documentation);
    });

    [Fact]
    public void Rules_that_are_said_together_read_the_same_tables()
    {
        for (var i = 0; i < FindingCatalogue.All.Count; i++)
            if (FindingCatalogue.All[i].IsSaidWithNext)
                Assert.Equal(FindingCatalogue.All[i].Source, FindingCatalogue.All[i + 1].Source);
    }

    [Fact]
    public void Each_reads_a_column_of_a_shipped_handler() => Assert.All(FindingCatalogue.All.Where(rule => rule.Source is not null), rule =>
    {
        var kind = HandlerCatalogue.Shipped.Find(rule.Source!.Value.Handler)!;
        Assert.Contains(rule.Source.Value.Column, kind.Columns(KindCheck.Defaults(kind)).Select(column => column.Name));
        Assert.Contains(rule.Documentation, row => string.Equals(row.Table, rule.Source.Value.Handler, StringComparison.Ordinal));
    });

    /// <summary>Each threshold that a definition can set decides about a finding, and is told with it.</summary>
    [Fact]
    public void Every_threshold_belongs_to_a_finding() => Assert.Equal(
        FindingThresholds.Names.Select(name => name.Name),
        FindingCatalogue.All.SelectMany(rule => rule.Documentation).Select(row => row.Threshold).OfType<string>());

    [Fact]
    public void The_documentation_has_a_row_for_each()
    {
        var rows = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "findings.md"))
            .SkipWhile(line => !line.StartsWith("| label", StringComparison.Ordinal)).Skip(2).TakeWhile(line => line.StartsWith('|'));
        Assert.Equal(FindingCatalogue.All.SelectMany(rule => rule.Documentation).Select(Row), rows);
    }

    private static string Row(FindingRow row) => $"| {row.Label} | {row.SaidIf} | {Code(row.Table)} | {Code(row.Threshold)} | {row.Default} |".Replace("|  |", "| |", StringComparison.Ordinal).Replace("|  |", "| |", StringComparison.Ordinal);

    private static string Code(string? name) => name is null ? "" : $"`{name}`";
}
