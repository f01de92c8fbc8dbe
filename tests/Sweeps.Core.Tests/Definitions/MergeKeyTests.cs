using Sweeps.Core.Yaml;

namespace Sweeps.Core.Tests.Definitions;

public sealed class MergeKeyTests
{
    /// <summary>The example of yaml.org/type/merge.html, whose last four mappings are equal.</summary>
    [Fact]
    public void The_specification_s_mappings_are_equal()
    {
        var root = (SequenceNode)Read("""
            - &CENTER { x: 1, y: 2 }
            - &LEFT { x: 0, y: 2 }
            - &BIG { r: 10 }
            - &SMALL { r: 1 }
            # Explicit keys
            - x: 1
              y: 2
              r: 10
              label: center/big
            # Merge one map
            - << : *CENTER
              r: 10
              label: center/big
            # Merge multiple maps
            - << : [ *CENTER, *BIG ]
              label: center/big
            # Override
            - << : [ *BIG, *LEFT, *SMALL ]
              x: 1
              label: center/big
            """);
        Assert.All(root.Items.Skip(4), item => Assert.Equal(["label=center/big", "r=10", "x=1", "y=2"], Entries(item).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void Merged_entries_follow_those_before_the_key()
    {
        Assert.Equal(["a=1", "b=2", "c=3", "d=4"], Entries(((SequenceNode)Read("- &m { b: 2, c: 3 }\n- { a: 1, <<: *m, d: 4 }")).Items[1]));
        Assert.Equal(["c=9", "b=2"], Entries(((SequenceNode)Read("- &m { b: 2, c: 3 }\n- { c: 9, <<: *m }")).Items[1]));
        Assert.Equal(["a=1"], Entries(Read("{ a: 1, <<: [] }")));
    }

    [Fact]
    public void Sections_of_a_definition_can_be_merged()
    {
        var plan = Reader.Plan("""
            name: x
            model: { init: { overrides: { hidden: &layer { scheme: normal, weight_scale: 0.5 }, logits: { <<: *layer, weight_scale: 0.01 } } } }
            include:
              - &first { activation: tanh, lr: 0.1 }
              - { <<: *first, lr: 0.2 }
            """);
        Assert.Equal([("tanh", 0.1, 0.01), ("tanh", 0.2, 0.01)], plan.Cells().Select(cell => ((string)Reader.Value(cell, "activation")!, (double)Reader.Value(cell, "lr")!, (double)Reader.Value(cell, "logits_weight_scale")!)));
        Assert.All(plan.Cells(), cell => Assert.Equal("normal", Reader.Value(cell, "logits_scheme")));
    }

    [Theory]
    [InlineData("name: x\ninclude:\n  - &a { lr: fast }\n  - { <<: *a, depth: 3 }", "d.yaml:3:14: lr is the text 'fast'")]
    [InlineData("name: x\nmodel: { <<: { widht: 3 } }", "d.yaml:2:16: model has no key 'widht'")]
    [InlineData("name: x\nmodel: { <<: 3 }", "d.yaml:2:14: << merges the number 3; it takes a mapping, or a list of mappings: <<: *base or <<: [*one, *two]")]
    [InlineData("name: x\nmodel: { <<: [{ width: 3 }, wide] }", "d.yaml:2:29: << merges the text 'wide'")]
    [InlineData("name: x\nmodel: { <<: }", "d.yaml:2:14: << merges nothing")]
    [InlineData("name: x\nmodel: { <<: { width: 3 }, <<: { depth: 3 } }", "d.yaml:2:28: the key '<<' is repeated; it stands in line 2 already; several mappings are merged as a list: <<: [*one, *two]")]
    [InlineData("name: x\nmodel: { '<<': { width: 3 } }", "d.yaml:2:10: model has no key '<<'")]
    [InlineData("name: x\nmodel: &m { <<: *m }", "d.yaml:2:17: the alias '*m' stands for no anchor that is complete before it")]
    public void A_mistake_has_its_place_once(string yaml, string start) => Assert.StartsWith(start, Reader.Error(yaml), StringComparison.Ordinal);

    [Fact]
    public void Merging_is_bounded()
    {
        var bomb = new System.Text.StringBuilder("name: x\ninclude:\n  - &a0 { lr: 0.1, depth: 1, width: 2 }\n");
        for (var i = 1; i < 40; i++)
            bomb.Append($"  - &a{i} {{ <<: [*a{i - 1}, *a{i - 1}, *a{i - 1}] }}\n");
        Assert.StartsWith("aliases expand to more than 4194304 values here", Assert.Single(Reader.Read(bomb.ToString()).Errors).Message, StringComparison.Ordinal);
    }

    private static Node Read(string yaml)
    {
        var errors = new ErrorList();
        var root = DocumentReader.Read(yaml, new SourceMark("d.yaml", 1, 1), errors);
        Assert.Empty(errors.All);
        return root!;
    }

    private static IEnumerable<string> Entries(Node node) => ((MappingNode)node).Entries.Select(entry => $"{entry.Key.Text}={((ScalarNode)entry.Value).Text}");
}
