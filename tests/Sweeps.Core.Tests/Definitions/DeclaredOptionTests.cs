using Sweeps.Core.Parameters;
using Sweeps.Training.Catalogues;

namespace Sweeps.Core.Tests.Definitions;

/// <summary>Options of something that several parameters choose, as the schemes of layers: one parameter, which acts where any of them chooses what declares it.</summary>
public sealed class DeclaredOptionTests
{
    private static readonly NumberOption s_lean = new("model.init.lean", "lean", "How far it leans.", 0, 1, Default: 0.5);
    private static readonly Catalogue<Descriptor> s_catalogue = new("thing", [new Thing("plain"), new Thing("leaning", s_lean), new Thing("tilted", s_lean)]);
    private static readonly Parameter s_hidden = Chooser("hidden", 0);
    private static readonly Parameter s_logits = Chooser("logits", 1);

    [Theory]
    [InlineData("plain", "plain", true)]
    [InlineData("leaning", "plain", false)]
    [InlineData("plain", "tilted", false)]
    [InlineData("tilted", "leaning", false)]
    public void An_option_acts_where_one_of_the_choices_declares_it(string hidden, string logits, bool isInert)
    {
        var parameter = Assert.Single(OptionParameter.OfAny(s_catalogue, "no layer's scheme", s_hidden, s_logits));
        object[] values = [hidden, logits, 0.25];

        Assert.Equal(("model.init.lean", "lean", 0.5), (parameter.Name, parameter.ShortName, parameter.Default));
        Assert.Equal("where no layer's scheme is leaning or tilted", parameter.NoEffect);
        Assert.Equal(isInert, parameter.IsInert!(new CellValues(null!, values, values)));
    }

    [Fact]
    public void Values_are_those_of_the_cell_and_cells_alike_have_the_same_object()
    {
        var parameter = Assert.Single(OptionParameter.OfAny(s_catalogue, "no layer's scheme", s_hidden, s_logits));
        parameter.Index = 2;
        var options = new DeclaredOptions(OptionParameter.Declared(s_catalogue), [s_hidden, s_logits, parameter]);

        var quarter = options.Of(["leaning", "plain", 0.25]);
        Assert.Equal(0.25, quarter.Of(s_lean));
        Assert.Same(quarter, options.Of(["tilted", "plain", 0.25]));
        Assert.Equal(0.75, options.Of(["leaning", "plain", 0.75]).Of(s_lean));
        Assert.Equal(0.25, options.Of(["leaning", "plain", 0.25]).Of(s_lean));
        // Where the parameter has no effect, the option has its default.
        Assert.Equal(OptionValues.None, options.Of(["plain", "plain", null]));
        Assert.Same(OptionValues.None, new DeclaredOptions([], []).Of(["plain"]));
    }

    [Fact]
    public void Each_choice_has_its_own_options()
    {
        var parameter = Assert.Single(OptionParameter.OfAny(s_catalogue, "no layer's scheme", s_hidden, s_logits));
        parameter.Index = 2;
        var table = OptionTable.Of(s_catalogue, [s_hidden, s_logits, parameter]);

        Assert.Same(OptionValues.None, table.Of("plain", ["plain", "plain", 0.25]));
        Assert.Equal(0.25, table.Of("leaning", ["leaning", "plain", 0.25]).Of(s_lean));
    }

    private static Parameter Chooser(string name, int index) => new()
    {
        Name = $"model.init.overrides.{name}.scheme",
        ShortName = $"{name}_scheme",
        Type = new NameType(["plain", "leaning", "tilted"]),
        Default = "plain",
        Summary = "The scheme.",
        Index = index,
    };

    private sealed class Thing(string name, params OptionDeclaration[] options) : Descriptor
    {
        public override string Name => name;

        public override string Summary => "A thing.";

        public override IReadOnlyList<OptionDeclaration> Options => options;
    }
}
