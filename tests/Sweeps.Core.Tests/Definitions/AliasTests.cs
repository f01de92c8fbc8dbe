using System.Text.Json;
using Sweeps.Core.Parameters;
using Sweeps.Engine;
using Sweeps.Tests;
using Sweeps.Training.Catalogues;

namespace Sweeps.Core.Tests.Definitions;

/// <summary>An alias can be written wherever a name can, and comes to the same run as the name.</summary>
public sealed class AliasTests
{
    /// <summary>Every alias of every catalogue, with the parameters that choose from it.</summary>
    public static TheoryData<string, string, string> Aliases
    {
        get
        {
            var data = new TheoryData<string, string, string>();
            var models = ManagedModels.Catalogue;
            Add(models.Activations, "activation");
            Add(models.Norms, "norm");
            Add(models.Optimizers, "optimizer");
            Add(models.Initialisations, "scheme", "hidden_scheme", "logits_scheme");
            Add(models.Schedules, "schedule");
            return data;

            void Add(IEnumerable<Descriptor> descriptors, params string[] parameters)
            {
                foreach (var descriptor in descriptors)
                    foreach (var alias in descriptor.Aliases)
                        foreach (var parameter in parameters)
                            data.Add(parameter, alias, descriptor.Name);
            }
        }
    }

    [Fact]
    public void Some_names_have_aliases() => Assert.Contains(Aliases, row => row.Data.Item2 is "he_normal");

    [Theory]
    [MemberData(nameof(Aliases))]
    public void A_definition_with_an_alias_is_that_with_the_name(string parameter, string alias, string name)
    {
        var written = Reader.Plan($"name: x\ngrid: {{ {parameter}: [{alias}] }}").Cells().Single();
        Assert.Equal(name, Reader.Value(written, parameter));
        Assert.Equal(Reader.Plan($"name: x\ngrid: {{ {parameter}: [{name}] }}").Cells().Single().Run, written.Run);
        Assert.Equal(written.Run, Reader.Plan("name: x", null, $"{parameter}={alias}").Cells().Single().Run);

        // The two are one value: an axis with both has equal cells.
        var both = Reader.Plan($"name: x\ngrid: {{ {parameter}: [{alias}, {name}] }}");
        Assert.Single(both.Cells().Select(cell => cell.Run).Distinct());
    }

    [Theory]
    [MemberData(nameof(Aliases))]
    public void Conditions_and_patterns_take_an_alias(string parameter, string alias, string name)
    {
        var other = Shipped.Parameters.Find(parameter)!.Type.Names!.First(one => !string.Equals(one, name, StringComparison.Ordinal));
        foreach (var filter in new[] { $"where: \"{parameter} == '{alias}'\"", $"where: \"{parameter} in ['{alias}']\"", $"where: \"not ('{alias}' != {parameter})\"" })
            Assert.Equal(name, Reader.Value(Reader.Plan($"name: x\n{filter}\ngrid: {{ {parameter}: [{name}, {other}] }}").Cells().Single(), parameter));
        Assert.Equal(other, Reader.Value(Reader.Plan($"name: x\nexclude: [ {{ {parameter}: {alias} }} ]\ngrid: {{ {parameter}: [{name}, {other}] }}").Cells().Single(), parameter));
    }

    /// <summary>What the schema refuses the reader refuses too; completion and messages offer the names alone.</summary>
    [Theory]
    [MemberData(nameof(Aliases))]
    public void The_schema_allows_an_alias_and_nothing_offers_it(string parameter, string alias, string name)
    {
        var type = Shipped.Parameters.Find(parameter)!.Type;
        var allowed = JsonSerializer.Deserialize<JsonElement>(type.Schema().ToJsonString()).GetProperty("enum").EnumerateArray().Select(one => one.GetString()).ToList();
        Assert.Contains(alias, allowed);
        Assert.Contains(name, allowed);
        Assert.DoesNotContain(alias, type.Names!);
        Assert.DoesNotContain(alias, type.Description.Split(' ', ','), StringComparer.Ordinal);
    }

    /// <summary>Any catalogue has aliases, whether one of its descriptors has any today or not.</summary>
    [Fact]
    public void A_choice_from_any_catalogue_takes_names_and_aliases()
    {
        var type = new ChoiceType<Descriptor>(new Catalogue<Descriptor>("thing", [new Thing("one", "first", "uno"), new Thing("two")]));
        Assert.Equal(["one", "two"], type.Names);
        Assert.Equal(["one", "one", "one", "two", null], new[] { "one", "first", "uno", "two", "three" }.Select(type.MainName));
        Assert.Equal("""{"enum":["one","two","first","uno"]}""", type.Schema().ToJsonString());
        Assert.Throws<ArgumentException>(() => new Catalogue<Descriptor>("thing", [new Thing("one"), new Thing("two", "one")]));
    }

    private sealed class Thing(string name, params string[] aliases) : Descriptor
    {
        public override string Name => name;

        public override string Summary => "A thing.";

        public override IReadOnlyList<string> Aliases => aliases;
    }
}
