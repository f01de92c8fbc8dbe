using System.Diagnostics;
using System.Text;
using Sweeps.Core.Datasets;
using Sweeps.Core.Definitions;
using Sweeps.Core.Plans;
using Sweeps.Tests;

namespace Sweeps.Core.Tests.Definitions;

/// <summary>Definitions that extend others: what they come to, and at which place of which file a mistake is reported.</summary>
public sealed class ExtendsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Mappings_are_merged_and_everything_else_is_replaced()
    {
        _folder.Write("base.yaml", """
            name: base
            model: { width: 20, activation: tanh, init: { scheme: kaiming_normal, gain: 2 } }
            train: { steps: 50, lr: 0.3, optimizer: { kind: sgd, momentum: 0.9 }, schedule: { step: { at: 0.5, factor: 0.1 } } }
            grid: { depth: [1, 2, 3], lr: { from: 0.1, to: 1, steps: 3, scale: log } }
            exclude: [ { depth: 2 } ]
            """);
        AssertSame("""
            name: top
            model: { width: 20, activation: relu, init: { scheme: kaiming_normal, gain: 3 } }
            train: { steps: 50, lr: 0.3, optimizer: { kind: sgd, momentum: 0.5 }, schedule: { cosine: { factor: 0.1 } } }
            grid: { depth: [4, 5], lr: { from: 0, to: 1, steps: 2 }, seed: [1, 2] }
            exclude: [ { depth: 4, seed: 2 } ]
            """, """
            extends: base.yaml
            name: top
            model: { activation: relu, init: { gain: 3 } }
            train: { optimizer: { momentum: 0.5 }, schedule: { cosine: { factor: 0.1 } } }
            grid: { model.depth: [4, 5], lr: { from: 0, to: 1, steps: 2 }, seed: [1, 2] }
            exclude: [ { depth: 4, seed: 2 } ]
            """);
    }

    [Fact]
    public void A_key_without_a_value_takes_that_of_the_base_away()
    {
        _folder.Write("base.yaml", "name: base\nmodel: { width: 20, init: { gain: 2 } }\ntrain: { steps: 5 }\ngrid: { depth: [1, 2], lr: [0.1, 0.2] }\nexclude: [ { depth: 1 } ]\n");
        AssertSame("name: base\nmodel: { init: { } }\ntrain: { steps: 5 }\ngrid: { depth: [1, 2] }\n",
            "extends: base.yaml\nmodel: { width: , init: { gain: ~ } }\ngrid: { lr: null }\nexclude:\n");
        Assert.StartsWith($"{Top}:2:14: lr is nothing; it must be ", Assert.Single(Read("extends: base.yaml\ntrain: { lr: }\n").Errors).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_several_bases_the_later_ones_count_and_bases_have_bases()
    {
        _folder.Write("common/first.yaml", "name: first\ntrain: { lr: 0.1, steps: 10, batch_size: 7 }\nmodel: { width: 9 }\n");
        _folder.Write("common/second.yaml", "extends: first.yaml\ntrain: { lr: 0.2, steps: 20 }\n");
        _folder.Write("other.yaml", "train: { lr: 0.3 }\n");
        AssertSame("name: top\ntrain: { lr: 0.3, steps: 20, batch_size: 7 }\nmodel: { width: 8 }\n",
            "extends: [common/second.yaml, other.yaml]\nname: top\nmodel: { width: 8 }\n");
    }

    [Fact]
    public void Axes_of_the_base_come_first_and_what_is_set_comes_last()
    {
        _folder.Write("base.yaml", "name: x\ntrain: { steps: 5 }\ngrid: { depth: [1, 2], lr: [0.1, 0.2] }\n");
        var plan = Valid("extends: base.yaml\ngrid: { seed: [1, 2, 3], lr: [0.5] }\n", "lr=[0.7, 0.8]", "depth=4");
        Assert.Equal(["lr", "seed"], plan.Axes.Select(axis => axis.Parameters[0].ShortName));
        Assert.Equal([0.7, 0.8], plan.Cells().Select(cell => Reader.Value(cell, "lr")).Distinct());
        Assert.All(plan.Cells(), cell => Assert.Equal(4, Reader.Value(cell, "depth")));
    }

    [Fact]
    public void The_text_of_the_whole_definition_says_the_same_by_itself()
    {
        _folder.Write("base.yaml", "# Not this comment.\nname: base\nmodel: { width: 20 }\nsummary: { rows: [depth] }\n");
        var whole = Valid("# Why.\n# And how.\nextends: base.yaml\ngrid: { depth: [1, 2] }\n").Definition;
        var text = Encoding.UTF8.GetString(whole.Bytes.Span);
        Assert.StartsWith("# Why.\n# And how.\n\n# What 'sweeps' made of the definition and of those that it extends: base.yaml.\nname: base\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\nextends:", text, StringComparison.Ordinal);
        Assert.Equal("Why.\nAnd how.", DefinitionOutline.Read(whole.Bytes.Span, [], Shipped.Parameters).Comment);
        Assert.Equal(PlanReader.Plan(DefinitionReader.Read(whole.Bytes, "d.yaml", _folder.Path, Reader.Context)).Plan!.Cells().Select(cell => (cell.Cell, cell.Run)), new SweepPlanOf(whole).Cells);
    }

    [Fact]
    public void Paths_in_a_base_are_relative_to_the_file_in_which_they_stand()
    {
        _folder.Write("common/lists/a.txt", Words("ab"));
        _folder.Write("common/lists/b.txt", Words("cd"));
        _folder.Write("b.txt", Words("ef"));
        _folder.Write("common/base.yaml", "name: x\ndataset: { source: lists/a.txt }\ngrid: { source: [lists/a.txt, lists/b.txt, names] }\ninclude: [ { source: lists/b.txt, seed: 9 } ]\n");
        var cells = Valid("extends: common/base.yaml\ntrain: { steps: 5 }\n").Cells().ToList();
        Assert.Equal(["common/lists/a.txt", "common/lists/b.txt", "names", "common/lists/b.txt"], cells.Select(cell => Reader.Value(cell, "source")));
        // The own path stays one from the own folder, and relative_to moves that of the file in which it stands.
        _folder.Write("common/moved.yaml", "name: x\nrelative_to: lists\ndataset: { source: a.txt }\ngrid: { source: [b.txt] }\n");
        Assert.Equal(["common/lists/b.txt"], Valid("extends: common/moved.yaml\n").Cells().Select(cell => Reader.Value(cell, "source")));
        Assert.Equal(["b.txt"], Valid("extends: common/moved.yaml\ngrid: { source: [b.txt] }\n").Cells().Select(cell => Reader.Value(cell, "source")));
        Assert.Equal(["../common/lists/b.txt"], Valid("extends: common/moved.yaml\nrelative_to: results\n").Cells().Select(cell => Reader.Value(cell, "source")));
    }

    [Fact]
    public void A_path_in_a_base_that_leads_nowhere_is_reported_there()
    {
        var file = _folder.Write("common/base.yaml", "name: x\ndataset:\n  source: lists/a.txt\n");
        var error = Assert.Single(Read("extends: common/base.yaml\n").Errors).ToString();
        Assert.StartsWith($"{file}:3:11: there is no list 'common/lists/a.txt': looked for {Path.Combine(_folder.Path, "common/lists/a.txt")}", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_of_shipped_lists_and_of_those_in_folders_stay()
    {
        _folder.Write("data/mine.txt", Words("ab"));
        _folder.Write("common/base.yaml", "name: x\ngrid: { source: [names, mine, mine.txt] }\n");
        var result = PlanReader.Plan(DefinitionReader.Read(_folder.Write("d.yaml", "extends: common/base.yaml\n"), Reader.Context with { Data = new DataCatalogue([Path.Combine(_folder.Path, "data")]) }));
        Assert.Equal(["names", "mine"], result.Plan!.Cells().Select(cell => Reader.Value(cell, "source")));
    }

    [Theory]
    [InlineData("extends: nowhere.yaml\nname: x\n", 1, 10, "extends names 'nowhere.yaml', which cannot be read ({0}/nowhere.yaml): there is no such file")]
    [InlineData("name: x\nextends: [ sound.yaml, folder ]\n", 2, 24, "extends names 'folder', which cannot be read ({0}/folder): this is a folder; a definition is a YAML file")]
    [InlineData("extends: 3\n", 1, 10, "extends is the number 3; it must be the path of a definition, or a list of paths: extends: base.yaml or extends: [base.yaml, more.yaml]")]
    [InlineData("extends: { a: b }\n", 1, 10, "extends is a mapping; it must be the path of a definition, or a list of paths: extends: base.yaml or extends: [base.yaml, more.yaml]")]
    [InlineData("extends: []\n", 1, 10, "extends is an empty list; it must be the path of a definition, or a list of paths: extends: base.yaml or extends: [base.yaml, more.yaml]")]
    [InlineData("extends: [ sound.yaml, [] ]\n", 1, 24, "extends is an empty list; it must be the path of a definition, or a list of paths: extends: base.yaml or extends: [base.yaml, more.yaml]")]
    [InlineData("extends: d.yaml\n", 1, 10, "extends goes in a circle: '{0}/d.yaml' extends '{0}/d.yaml'")]
    public void A_base_that_cannot_be_read_is_reported_where_it_is_named(string yaml, int line, int column, string message)
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, "folder"));
        _folder.Write("sound.yaml", "name: x\n");
        Assert.Equal($"{Top}:{line}:{column}: {string.Format(System.Globalization.CultureInfo.InvariantCulture, message, _folder.Path)}", Assert.Single(Read(yaml).Errors).ToString());
    }

    [Theory]
    [InlineData("name: x\n---\nname: y\n", "{0}/base.yaml:2:1: a second document begins here; a definition is one YAML document")]
    [InlineData("- 1\n", "{0}/base.yaml:1:1: the definition is a list; it must be a mapping of keys to values")]
    [InlineData("", "{0}/base.yaml:1:1: the definition is empty; it has at least a name, such as name: first")]
    [InlineData("name: x\nmodel: { width: 2, width: 3 }\n", "{0}/base.yaml:2:20: the key 'width' is repeated; it stands in line 2 already")]
    [InlineData("name: x\n\nmodel: { width: -1 }\n", "{0}/base.yaml:3:17: width is the number -1; it must be ")]
    [InlineData("name: x\nmodle: { width: 2 }\n", "{0}/base.yaml:2:1: a definition has no key 'modle'")]
    [InlineData("extends: back.yaml\n", "{0}/back.yaml:1:10: extends goes in a circle: '{0}/base.yaml' extends '{0}/back.yaml' extends '{0}/base.yaml'")]
    [InlineData("name: x\nextends: gone.yaml\n", "{0}/base.yaml:2:10: extends names 'gone.yaml', which cannot be read ({0}/gone.yaml): there is no such file")]
    [InlineData("name: x\ntrain: { steps: 5 }\nwhere: \"depth <\"\n", "{0}/base.yaml:3:16: ")]
    public void A_mistake_in_a_base_is_reported_in_the_base(string yaml, string error)
    {
        _folder.Write("base.yaml", yaml);
        _folder.Write("back.yaml", "extends: base.yaml\n");
        Assert.StartsWith(string.Format(System.Globalization.CultureInfo.InvariantCulture, error, _folder.Path), Assert.Single(Read("extends: base.yaml\n").Errors).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Mistakes_of_the_own_file_come_before_those_of_each_base()
    {
        _folder.Write("a.yaml", "name: x\nmodel: { width: -1, depth: -5 }\n");
        _folder.Write("b.yaml", "train: { lr: -1 }\n");
        Assert.Equal([("d.yaml", 2), ("a.yaml", 2), ("a.yaml", 2), ("b.yaml", 1)],
            Read("extends: [a.yaml, b.yaml]\nseed: -1\n").Errors.Select(error => (Path.GetFileName(error.File), error.Line)));
    }

    [Fact]
    public void An_axis_that_the_base_has_elsewhere_is_reported_with_the_place_there()
    {
        _folder.Write("base.yaml", "name: x\ngrid:\n  lr: [0.1, 0.2]\n");
        Assert.Equal($"{Top}:2:10: lr has an axis already, in {_folder.Path}/base.yaml:3:3; a parameter is in one axis of grid or zip",
            Assert.Single(Read("extends: base.yaml\nzip: [ { lr: [0.3], seed: [1] } ]\n").Errors).ToString());
    }

    [Fact]
    public void So_many_files_are_refused_that_name_each_other_in_lists()
    {
        _folder.Write("0.yaml", "name: x\n");
        for (var i = 1; i <= 12; i++)
            _folder.Write($"{i}.yaml", $"extends: [{i - 1}.yaml, {i - 1}.yaml]\n");
        Assert.EndsWith("the definition is made of more than 100 files", Assert.Single(Read("extends: 12.yaml\n").Errors).Message, StringComparison.Ordinal);
    }

    [Kind(TestKind.Process)]
    [Fact]
    public void A_pipe_is_not_waited_for()
    {
        if (OperatingSystem.IsWindows())
            return;
        using (var made = TestProcess.Start(new ProcessStartInfo("mkfifo", [Path.Combine(_folder.Path, "base.yaml")]))!)
            made.WaitForExit();
        Assert.EndsWith("this is a pipe or a device; a definition is a YAML file", Assert.Single(Read("extends: base.yaml\n").Errors).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_of_other_tools_lead_to_it() =>
        Assert.Contains("did you mean 'extends'? It is the path of another definition, extends: base.yaml", Reader.Error("name: x\ndefaults: [base]\n"), StringComparison.Ordinal);

    private string Top => Path.Combine(_folder.Path, "d.yaml");

    private DefinitionResult Read(string yaml, params string[] set) => DefinitionReader.Read(_folder.Write("d.yaml", yaml), Reader.Context with { Set = set });

    private SweepPlan Valid(string yaml, params string[] set)
    {
        var result = PlanReader.Plan(Read(yaml, set));
        Assert.True(result.Plan is not null, string.Join('\n', result.Errors));
        return result.Plan;
    }

    private void AssertSame(string expected, string yaml)
    {
        var (one, other) = (Reader.Plan(expected), Valid(yaml));
        Assert.Equal(one.Definition.Name, other.Definition.Name);
        Assert.Equal(one.Cells().Select(cell => (cell.Cell, cell.Run)), other.Cells().Select(cell => (cell.Cell, cell.Run)));
    }

    private static string Words(string letters) => string.Concat(Enumerable.Range(0, 60).Select(i => $"{letters[0]}{letters[i % 2]}{(char)('a' + (i % 26))}\n"));

    /// <summary>The cells of a definition that was read already.</summary>
    private sealed record SweepPlanOf(SweepDefinition Definition)
    {
        public IEnumerable<(int Cell, string Run)> Cells => PlanReader.Plan(new DefinitionResult(Definition, []) { Data = Reader.Data, Engines = Reader.Engines }).Plan!.Cells().Select(cell => (cell.Cell, cell.Run));
    }
}
