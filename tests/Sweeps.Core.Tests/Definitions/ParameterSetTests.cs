using Sweeps.Core.Definitions;
using Sweeps.Core.Engines;
using Sweeps.Core.Parameters;
using Sweeps.Core.Tests.Engines;
using Sweeps.Tests;

namespace Sweeps.Core.Tests.Definitions;

/// <summary>A set of parameters follows from the models that it is made for.</summary>
public sealed class ParameterSetTests
{
    private static readonly EngineEntry s_other = new("other", "Has one arithmetic.", () => throw new NotSupportedException()) { WithoutEffect = ["train.arithmetic"] };

    [Fact]
    public void Values_schema_and_messages_name_the_models_of_the_set_alone()
    {
        var models = new ConstantEngine().Catalogue;
        var catalogue = new SweepCatalogue(EngineCatalogue.Of(new ConstantEngine()), ParameterSet.Of(models));
        Assert.Equal(["tanh", "relu"], catalogue.Parameters.Find("activation")!.Type.Names);
        Assert.DoesNotContain("selu", DefinitionSchema.Create(catalogue), StringComparison.Ordinal);

        var errors = DefinitionReader.Read("name: x\nmodel: { activation: selu }\ntrain: { amsgrad: true }"u8.ToArray(), "d.yaml", ".", Reader.Context with { Catalogue = catalogue }).Errors;
        Assert.Equal(2, errors.Count);
        Assert.Contains("activation is the text 'selu'; it must be tanh or relu", errors[0].ToString(), StringComparison.Ordinal);
        Assert.Contains("; the options of sgd are ", errors[1].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_engine_without_an_effect_changes_no_parameter()
    {
        var set = Shipped.Parameters;
        var with = set.Under(s_other);
        var arithmetic = set.Find("arithmetic")!;
        Assert.Same(with, set.Under(s_other));
        Assert.Equal(set.All, with.All);
        Assert.Equal(set.Columns, with.Columns);
        Assert.Equal((false, true), (set.NeverActs(arithmetic), with.NeverActs(arithmetic)));
        Assert.Equal((null, "where engine is other"), (set.NoEffectOf(arithmetic), with.NoEffectOf(arithmetic)));
        Assert.Equal(set.SometimesInert.Append(arithmetic).OrderBy(parameter => parameter.Index), with.SometimesInert);
        Assert.Equal("fast", arithmetic.WithoutEffect);
    }

    [Fact]
    public void An_engine_names_parameters_that_there_are() =>
        Assert.Contains("'train.speed'", Assert.Throws<InvalidOperationException>(() => Shipped.Parameters.Under(s_other with { WithoutEffect = ["train.speed"] })).Message, StringComparison.Ordinal);
}
