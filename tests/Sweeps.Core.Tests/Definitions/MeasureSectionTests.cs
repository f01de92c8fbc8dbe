using System.Text;
using Sweeps.Core.Definitions;
using Sweeps.Core.Outcomes.Measures;
using Sweeps.Core.Plans;
using Sweeps.Tables;

namespace Sweeps.Core.Tests.Definitions;

/// <summary>The section <c>measures</c>: what it can say, and every mistake at its place.</summary>
public sealed class MeasureSectionTests
{
    private const string Handlers = "handlers: [ dead_units: { every: 10 }, rank_collapse ]\n";

    [Fact]
    public void Measures_are_read_in_their_order_and_can_be_shown()
    {
        var definition = Read("""
            measures:
              dead_last: { of: dead_units.fraction_dead, take: last, over_layers: max, better: lower }
              early: { of: loss, take: { mean_first: 50 }, description: The first steps. }
              drop: { ratio: [early, loss_end] }
              sound: { less: [dead_last, 0.5] }
            summary: { values: [drop, sound, loss_end] }
            """).Definition!;
        Assert.Equal(["dead_last", "early", "drop", "sound"], definition.Measures.Select(measure => measure.Name));
        Assert.Equal([ColumnType.Double, ColumnType.Double, ColumnType.Double, ColumnType.Boolean], definition.Measures.Select(measure => measure.Measure.Type));
        Assert.Equal([MeasureDirection.Lower, MeasureDirection.None], definition.Measures.Take(2).Select(measure => measure.Measure.Better));
        Assert.Equal(["", "nats"], definition.Measures.Take(2).Select(measure => measure.Measure.Unit));
        Assert.Equal("The first steps.", definition.Measures[1].Measure.Description);
        Assert.Equal(["drop", "sound", "loss_end"], definition.Summary.Values);
    }

    [Fact]
    public void They_are_no_part_of_a_runs_identity() => Assert.Equal(Run(""), Run("measures: { first: { of: loss, take: first } }"));

    /// <summary>What is made of another measure changes when that one does; a description changes nothing.</summary>
    [Fact]
    public void A_signature_holds_all_that_values_depend_on()
    {
        string Signature(string early, string more = "") => Read($"measures: {{ early: {{ of: loss, take: {early} }}, drop: {{ ratio: [early, loss_end]{more} }} }}").Definition!.Measures[1].Signature;
        Assert.NotEqual(Signature("first"), Signature("last"));
        Assert.Equal(Signature("first"), Signature("first", ", description: other"));
    }

    [Theory]
    [InlineData("{ of: dead_unit.fraction_dead }", "d.yaml:3:22: measures.m.of is 'dead_unit.fraction_dead', and the definition has no handler with a table 'dead_unit'; there are dead_units, rank_collapse; did you mean 'dead_units'?")]
    [InlineData("{ of: dead_units.fraction_ded }", "d.yaml:3:22: measures.m.of is 'dead_units.fraction_ded', and the table dead_units has no column of numbers 'fraction_ded'; there are fraction_dead; did you mean 'fraction_dead'?")]
    [InlineData("{ of: dead_units }", "d.yaml:3:22: measures.m.of is the text 'dead_units'; it must be loss or a column of a handler's table such as dead_units.fraction_dead")]
    [InlineData("{ fo: loss }", "d.yaml:3:18: measures.m has no key 'fo'; allowed: of, take, over_layers, tensor, modules, layers, ratio, difference, less, at_most, greater, at_least, kind, unit, better, description; did you mean 'of'?")]
    [InlineData("{ take: last }", "d.yaml:3:13: measures.m does not say what it is made of: one of of, ratio, difference, less, at_most, greater, at_least, kind, such as { of: loss, take: { mean_first: 50 } }")]
    [InlineData("{ of: loss, take: lats }", "d.yaml:3:34: measures.m.take is the text 'lats'; it must be one of first, last, mean, min, max, { at: K }, { mean_first: K }, { mean_last: K }; did you mean 'last'?")]
    [InlineData("{ of: loss, take: at }", "d.yaml:3:34: measures.m.take.at needs a number; write take: { at: 100 }")]
    [InlineData("{ of: loss, layers: [1] }", "d.yaml:3:28: measures.m has layers, and the loss is one number per step, of no layer")]
    [InlineData("{ of: loss, less: [1, 2] }", "d.yaml:3:28: measures.m has of and less; a measure is made of one of of, ratio, difference, less, at_most, greater, at_least, kind")]
    [InlineData("{ of: dead_units.fraction_dead, tensor: outptu }", "d.yaml:3:56: measures.m.tensor is the text 'outptu'; it must be output, gradient, weight or weight_gradient; did you mean 'output'?")]
    [InlineData("{ less: [1] }", "d.yaml:3:24: measures.m.less is a list; it must be a list of two, each a measure or a number: [loss_end, loss_start]")]
    [InlineData("{ kind: area }", "d.yaml:3:24: measures.m.kind is the text 'area'; it must be a measure of a plugin, and no plugin with measures is loaded: name the assembly on the command line, --plugin my.dll")]
    public void Mistakes_are_told_at_their_place(string measure, string error) => Assert.Equal([error], Errors($"measures: {{ m: {measure} }}"));

    [Theory]
    [InlineData("loss_end", "every run has a column 'loss_end'; give the measure another name")]
    [InlineData("lr", "'lr' is a parameter (train.lr); give the measure another name")]
    [InlineData("a-b", "the name 'a-b' of a measure cannot be that of a column: allowed are letters, digits and '_', at most 100, beginning with a letter")]
    public void A_measure_has_a_name_of_its_own(string name, string error) => Assert.Equal(["d.yaml:3:13: " + error], Errors($"measures: {{ {name}: {{ of: loss }} }}"));

    [Fact]
    public void A_pair_is_made_of_what_stands_above_it()
    {
        var error = Assert.Single(Errors("measures: { m: { ratio: [later, 1] }, later: { of: loss } }"));
        Assert.StartsWith("d.yaml:3:26: measures.m.ratio has 'later', which is no number and no measure that is a number and stands above it; there are ", error, StringComparison.Ordinal);
    }

    /// <summary>A handler that is wrong is one mistake.</summary>
    [Fact]
    public void Of_a_handler_that_cannot_be_read_nothing_more_is_said() => Assert.Single(
        Parse("name: x\nhandlers: [ dead_unit ]\nmeasures: { m: { of: dead_units.fraction_dead } }\n").Errors);

    private static string Run(string section) => SweepPlanOf(section).Single();

    private static IEnumerable<string> SweepPlanOf(string section)
    {
        var plan = PlanReader.Plan(Read(section)).Plan!;
        return new PlannedCells(plan).Select(cell => cell.Run);
    }

    private static string[] Errors(string section) => [.. Read(section).Errors.Select(error => error.ToString())];

    private static DefinitionResult Read(string section) => Parse($"name: x\n{Handlers}{section}\n");

    private static DefinitionResult Parse(string yaml) =>
        DefinitionReader.Read(Encoding.UTF8.GetBytes(yaml), "d.yaml", Path.GetTempPath(), Reader.WithHandlers);
}
