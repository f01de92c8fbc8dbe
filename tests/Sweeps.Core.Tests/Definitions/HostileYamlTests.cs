using System.Text;
using Sweeps.Core.Definitions;

namespace Sweeps.Core.Tests.Definitions;

/// <summary>Files that are not YAML, or are made to hurt: one error with a place, soon, and no exception.</summary>
public sealed class HostileYamlTests
{
    [Theory]
    [InlineData("", "d.yaml:1:1: the definition is empty")]
    [InlineData("# only a comment\n", "d.yaml:1:1: the definition is empty")]
    [InlineData("- name\n", "d.yaml:1:1: the definition is a list")]
    [InlineData("name", "d.yaml:1:1: the definition is the text 'name'")]
    [InlineData("name: x\n---\nname: y", "d.yaml:2:1: a second document begins here")]
    [InlineData("name: x\n...\n---\nname: y", "d.yaml:3:1: a second document begins here")]
    [InlineData("name: x\nmodel:\n\twidth: 3", "d.yaml:3:1: not YAML: a tab at the beginning of a line; indent with spaces")]
    [InlineData("name: @x", "d.yaml:1:7: not YAML: a character that cannot begin a value; put a text that begins with @")]
    [InlineData("name: [x", "d.yaml:1:7: not YAML: the '[' here is not closed")]
    [InlineData("name: x\ngrid: { lr: [0.1, 0.2] \n", "d.yaml:2:7: not YAML: the '{' here is not closed")]
    [InlineData("name: x\ngrid:\n  lr: [0.1, 0.2\n  depth: [1]\n", "d.yaml:3:7: not YAML: the '[' here is not closed")]
    [InlineData("name: x\ngrid: { lr: [0.1, 0.2} \n", "d.yaml:2:13: not YAML: the '[' here is closed by '}' in line 2")]
    [InlineData("name: x: y", "d.yaml:1:8: not YAML: a text with a colon and a space in it stands in quotes")]
    [InlineData("name: x\ntitle: ready: steady", "d.yaml:2:13: not YAML: a text with a colon and a space in it stands in quotes")]
    [InlineData("name:x\ntrain:\n  lr: 0.1\n", "d.yaml:1:5: not YAML: a colon needs a space after it: name: x")]
    [InlineData("name: x\ntrain:\n  lr:0.1\n  steps: 5\n", "d.yaml:3:5: not YAML: a colon needs a space after it: lr: 0.1")]
    [InlineData("name: x\ntrain: { lr:0.1 }", "d.yaml:2:10: train has no key 'lr:0.1'; allowed: arithmetic, batch_size, clip_grad_norm, clip_grad_value, diverged_above, drop_last, epochs, lr, lr_of, optimizer, penalty, sampling, schedule, steps, warmup_steps, weight_decay_of; a colon needs a space after it: lr: 0.1")]
    [InlineData("name:x", "d.yaml:1:1: the definition is the text 'name:x'; it must be a mapping that begins with name:; a colon needs a space after it: lr: 0.1")]
    [InlineData("name = x\nlr = 0.1", "d.yaml:1:1: the definition is the text 'name = x lr = 0.1'; it must be a mapping that begins with name:; keys and values are joined by a colon and a space: lr: 0.1")]
    [InlineData("name: x\nhandlers:\n-rank_collapse\n", "d.yaml:3:1: not YAML: a dash needs a space after it: - rank_collapse")]
    [InlineData("name: x\nhandlers:\n- rank_collapse\n - percentiles\n", "d.yaml:3:3: there is no handler 'rank_collapse - percentiles'; the dashes of a list stand in one column")]
    [InlineData("name: x\ntrain:\n  lr: 0.1\n steps: 5\n", "d.yaml:4:2: not YAML: this line is indented by 1, and the one above it by 2; the keys of a section, and the entries of a list, stand in one column")]
    [InlineData("name: x\ntrain:\n  lr: 0.1\n    steps: 5\n", "d.yaml:4:10: not YAML: this line is indented by 4, and the one above it by 2")]
    [InlineData("name: x\ngrid:\n  lr:\n    - 0.1\n\n   # so\n   - 0.2\n", "d.yaml:7:4: not YAML: this line is indented by 3, and the one above it by 4")]
    [InlineData("name: x\ntitle: \"abc", "d.yaml:2:8: not YAML: While scanning a quoted scalar, found unexpected end of stream")]
    [InlineData("name: 'x", "d.yaml:1:7: not YAML: ")]
    [InlineData("name: x\n model: y", "d.yaml:2:7: not YAML: this line is indented by 1, and the one above it by 0")]
    [InlineData("name: !!python/object:os.system x", "d.yaml:1:7: the tag 'tag:yaml.org,2002:python/object:os.system': tags cannot stand in a definition")]
    [InlineData("name: *x", "d.yaml:1:7: the alias '*x' stands for no anchor that is complete before it")]
    [InlineData("name: &base x\ntitle: *bsae", "d.yaml:2:8: the alias '*bsae' stands for no anchor that is complete before it; did you mean 'base'?")]
    [InlineData("name: &x [*x]", "d.yaml:1:11: the alias '*x' stands for no anchor that is complete before it")]
    [InlineData("name: x\ntitle: a\u0000b", "d.yaml:2:9: the control character U+0000 cannot stand in a definition")]
    [InlineData("name: x\ntitle: a\u001b[0m", "d.yaml:2:9: the control character U+001B cannot stand in a definition")]
    [InlineData("name: x\n'<<': { title: y }", "d.yaml:2:1: a definition has no key '<<'")]
    public void Is_one_error_with_a_place(string yaml, string start) => Assert.StartsWith(start, Reader.Error(yaml), StringComparison.Ordinal);

    [Fact]
    public void Aliases_that_expand_without_end_are_refused()
    {
        var bomb = new StringBuilder("name: x\na0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (var i = 1; i < 20; i++)
            bomb.Append($"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]\n");
        var error = Assert.Single(Reader.Read(bomb.ToString()).Errors);
        Assert.Equal("aliases expand to more than 4194304 values here", error.Message);
        Assert.Equal(8, error.Line); // 10^7 values is the first power of ten beyond the limit; line 8 makes them
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{a: ")]
    [InlineData("- ")]
    [InlineData("? ")]
    public void Nesting_without_end_is_refused(string opening)
    {
        var yaml = string.Concat(Enumerable.Repeat(opening, 1_000_000));
        Assert.Contains("nested more than 32 deep", Assert.Single(Reader.Read(yaml).Errors).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_not_utf_8_are_named()
    {
        var error = Assert.Single(ReadBytes([.. "name: x\ntitle: ü"u8, 0xC3, (byte)'x']).Errors);
        Assert.Equal("d.yaml:2:9: not UTF-8 from byte 17 on; save the definition as UTF-8", error.ToString());
        Assert.StartsWith("d.yaml:1:1: not UTF-8 from byte 0", Assert.Single(ReadBytes(Encoding.Unicode.GetPreamble()).Errors).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_too_large_is_not_parsed()
    {
        var error = Assert.Single(ReadBytes(new byte[(4 << 20) + 1]).Errors);
        Assert.Equal("d.yaml:1:1: the definition has 4194305 bytes; at most 4194304 are read", error.ToString());
    }

    [Fact]
    public void Byte_order_mark_and_windows_line_ends_are_fine()
    {
        var result = ReadBytes([0xEF, 0xBB, 0xBF, .. "name: x\r\nmodel:\r\n  width: 7\r\n"u8]);
        Assert.Empty(result.Errors);
    }

    [Fact]
    public void Anchors_and_aliases_are_the_same_values()
    {
        var plan = Reader.Plan("name: x\ngrid:\n  hidden_gain: &gains [0.5, 1.0]\n  logits_gain: *gains");
        Assert.Equal([(0.5, 0.5), (0.5, 1.0), (1.0, 0.5), (1.0, 1.0)], plan.Cells().Select(cell => ((double)Reader.Value(cell, "hidden_gain")!, (double)Reader.Value(cell, "logits_gain")!)));
    }

    [Fact]
    public void Random_damage_never_throws()
    {
        const string valid = "name: x\ndataset: { source: names, split: { train: 0.8 } }\ngrid: { lr: [0.1, 0.2], seed: { count: 3 } }\nwhere: \"lr < 0.2 or seed in [1, 2]\"\nhandlers:\n  - percentiles: { at: [16, 50], every: 10 }\nsummary: { rows: lr }\n";
        var source = new System.Random(7);
        const string signs = "[]{}:,-#&*!|>'\"%@`?\n\t \\0aé\u0000";
        for (var i = 0; i < 3000; i++)
        {
            var damaged = new StringBuilder(valid);
            for (var changes = source.Next(1, 4); changes > 0; changes--)
            {
                var place = source.Next(damaged.Length);
                if (source.Next(2) == 0)
                    damaged.Remove(place, Math.Min(source.Next(1, 5), damaged.Length - place));
                else
                    damaged.Insert(place, signs[source.Next(signs.Length)]);
            }

            var result = Reader.Read(damaged.ToString());
            Assert.True(result.Definition is null != (result.Errors.Count == 0), damaged.ToString());
            Assert.All(result.Errors, error => Assert.True(error.Line >= 1 && error.Column >= 1, error.ToString()));
        }
    }

    private static DefinitionResult ReadBytes(byte[] bytes) => DefinitionReader.Read(bytes, "d.yaml", Path.GetTempPath(), Reader.Context);
}
