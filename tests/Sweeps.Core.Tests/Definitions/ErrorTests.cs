namespace Sweeps.Core.Tests.Definitions;

/// <summary>Every kind of mistake, with its place and what the message has to say.</summary>
public sealed class ErrorTests
{
    [Theory]
    // Keys
    [InlineData("name: x\ntilte: y", "d.yaml:2:1:", "no key 'tilte'; allowed: name, title,", "did you mean 'title'?")]
    [InlineData("name: x\nlr: 0.1", "d.yaml:2:1:", "no key 'lr'", "it stands elsewhere: train.lr")]
    [InlineData("name: x\nmodel: { widht: 3 }", "d.yaml:2:10:", "model has no key 'widht'", "did you mean 'width'?")]
    [InlineData("name: x\nmodel: { lr: 3 }", "d.yaml:2:10:", "model has no key 'lr'", "it stands elsewhere: train.lr")]
    [InlineData("name: x\nmodel:\n  init: { overrides: { logit: { gain: 1 } } }", "d.yaml:3:24:", "model.init.overrides has no key 'logit'", "did you mean 'logits'?")]
    [InlineData("name: x\nmodel: 3", "d.yaml:2:8:", "model is the number 3; it must be a mapping")]
    [InlineData("name: x\ntrain: [1]", "d.yaml:2:8:", "train is a list; it must be a mapping")]
    [InlineData("name: x\nname: y", "d.yaml:2:1:", "the key 'name' is repeated; it stands in line 1 already")]
    [InlineData("name: x\nmodel: { width: 3, depth: 2, width: 4 }", "d.yaml:2:30:", "the key 'width' is repeated; it stands in line 2")]
    [InlineData("name: x\n? [a, b]\n: c", "d.yaml:2:3:", "a key is a name, not a list")]
    [InlineData("name: x\nplugin: my.dll", "d.yaml:2:1:", "cannot load a plugin", "--plugin my.dll")]
    [InlineData("name: x\n? \n: 1", "d.yaml:2:2:", "a key is missing")]
    [InlineData("name: x\ngrid: { ? : 1 }", "d.yaml:2:11:", "a key is missing")]
    // Types and ranges
    [InlineData("name: x\nmodel: { width: wide }", "d.yaml:2:17:", "width is the text 'wide'; it must be a whole number from 1 to 4096")]
    [InlineData("name: x\nmodel: { width: '30' }", "d.yaml:2:17:", "width is the text '30'; it must be a whole number")]
    [InlineData("name: x\nmodel: { width: 1_000 }", "d.yaml:2:17:", "width is the text '1_000'")]
    [InlineData("name: x\nmodel: { width: 3.5 }", "d.yaml:2:17:", "width is the number 3.5; it must be a whole number")]
    [InlineData("name: x\nmodel: { width: 0 }", "d.yaml:2:17:", "from 1 to 4096")]
    [InlineData("name: x\nmodel: { width: }", "d.yaml:2:17:", "width is nothing")]
    [InlineData("name: x\nmodel: { width: [3] }", "d.yaml:2:17:", "width is a list")]
    [InlineData("name: x\nmodel: { width: 99999999999999999999999999999999 }", "d.yaml:2:17:", "it must be a whole number from 1 to 4096")]
    [InlineData("name: x\nseed: 4294967296", "d.yaml:2:7:", "seed is the number 4294967296; it must be a whole number from 0 to 4294967295")]
    [InlineData("name: x\nseed: -1", "d.yaml:2:7:", "seed is the number -1")]
    [InlineData("name: x\nseed: 18446744073709551617", "d.yaml:2:7:", "from 0 to 4294967295")]
    [InlineData("name: x\ntrain: { lr: .nan }", "d.yaml:2:14:", "lr is the number .nan; it must be a finite number from 0")]
    [InlineData("name: x\ntrain: { lr: -.inf }", "d.yaml:2:14:", "it must be a finite number")]
    [InlineData("name: x\ntrain: { lr: 1e999 }", "d.yaml:2:14:", "it must be a finite number")]
    [InlineData("name: x\ntrain: { lr: true }", "d.yaml:2:14:", "lr is true; it must be a finite number")]
    [InlineData("name: x\ntrain: { lr: -0.1 }", "d.yaml:2:14:", "lr is the number -0.1")]
    [InlineData("name: x\nmodel: { activation: rellu }", "d.yaml:2:22:", "activation is the text 'rellu'; it must be tanh, relu, selu, gelu, leaky_relu, identity, sigmoid, hardtanh, softplus, elu, silu, mish or gelu_tanh; did you mean 'relu'?")]
    [InlineData("name: x\nmodel: { activation: ReLU }", "d.yaml:2:22:", "did you mean 'relu'?")]
    [InlineData("name: x\nmodel: { normalize_logits: yes }", "d.yaml:2:28:", "it must be true or false, or auto")]
    [InlineData("name: x\nmodel: { init: { gain: autp } }", "d.yaml:2:24:", "or auto; did you mean 'auto'?")]
    [InlineData("name: x\nmodel: { init: { overrides: { hidden: { scheme: xavier } } } }", "d.yaml:2:49:", "hidden_scheme is the text 'xavier'; it must be xavier_uniform,")]
    [InlineData("name: x\nmodel: { batch_norm: { momentum: 0 } }", "d.yaml:2:34:", "a finite number above 0 and up to 1")]
    [InlineData("name: x\ntrain: { optimizer: { kind: adamax } }", "d.yaml:2:29:", "optimizer is the text 'adamax'; it must be sgd, adam, adamw or rmsprop; of the optimizers that there are, adam is the nearest to it")]
    // Schedules
    [InlineData("name: x\ntrain: { schedule: cosin }", "d.yaml:2:20:", "schedule is the text 'cosin'", "did you mean 'cosine'?")]
    [InlineData("name: x\ntrain: { schedule: { stp: { at: 1, factor: 1 } } }", "d.yaml:2:22:", "schedule cannot be 'stp'", "did you mean 'step'?")]
    [InlineData("name: x\ntrain: { schedule: { step: { at: 2, factor: 1 } } }", "d.yaml:2:34:", "schedule.step.at is the number 2; it must be a finite number from 0 to 1")]
    [InlineData("name: x\ntrain: { schedule: { step: { at: 0.5 } } }", "d.yaml:2:22:", "schedule.step.factor is missing")]
    [InlineData("name: x\ntrain: { schedule: { step: { at: 0.5, factor: 0.1, x: 1 } } }", "d.yaml:2:52:", "schedule.step has no key 'x'; allowed: at, factor")]
    [InlineData("name: x\ntrain: { schedule: { cosine: 3 } }", "d.yaml:2:30:", "schedule.cosine is the number 3; it must be a mapping")]
    [InlineData("name: x\ntrain: { schedule: { step: {}, cosine: {} } }", "d.yaml:2:20:", "schedule is a mapping; it must be constant, cosine,")]
    [InlineData("name: x\ntrain: { schedule: step }", "d.yaml:2:20:", "{ cosine_restarts: { t_0: 100, t_mult: 2, factor: 0 } }; step is written with its numbers: { step: { at: 0.5, factor: 0.1 } }")]
    [InlineData("name: x\ndataset: { shuffle: python }", "d.yaml:2:21:", "; without a seed there is no order: python:42")]
    // Axes
    [InlineData("name: x\ngrid: { activation: [] }", "d.yaml:2:21:", "the axis activation is an empty list; it must be a list with at least one value")]
    [InlineData("name: x\ngrid: { activation: relu }", "d.yaml:2:21:", "a single value is a list of one: [relu]")]
    [InlineData("name: x\ngrid: { activation: { from: 1, to: 2, steps: 3 } }", "d.yaml:2:21:", "the axis activation is a mapping; it must be a list")]
    [InlineData("name: x\ngrid: { activatoin: [relu] }", "d.yaml:2:9:", "there is no parameter 'activatoin'; did you mean 'activation'?")]
    [InlineData("name: x\ngrid: { weight_scale: [1] }", "d.yaml:2:9:", "'weight_scale' could be hidden_weight_scale or logits_weight_scale")]
    [InlineData("name: x\ngrid: { activation: [relu, rellu] }", "d.yaml:2:28:", "activation is the text 'rellu'")]
    [InlineData("name: x\ngrid: { lr: [0.1], train.lr: [0.2] }", "d.yaml:2:20:", "lr has an axis already, in line 2")]
    [InlineData("name: x\ngrid: { lr: [0.1] }\nzip:\n  - { lr: [0.2], steps: [1] }", "d.yaml:4:7:", "lr has an axis already, in line 2; a parameter is in one axis of grid or zip")]
    [InlineData("name: x\nzip:\n  - { lr: [0.1, 0.2], steps: [1] }", "d.yaml:3:5:", "equally long", "lr 2, steps 1")]
    [InlineData("name: x\nzip: { lr: [0.1] }", "d.yaml:2:6:", "zip is a mapping; it must be a list")]
    [InlineData("name: x\nzip: [ lr ]", "d.yaml:2:8:", "an entry of zip is the text 'lr'; it must be a mapping")]
    [InlineData("name: x\ngrid: { lr: { from: 0.1, steps: 3 } }", "d.yaml:2:13:", "the axis lr has no 'to'")]
    [InlineData("name: x\ngrid: { lr: { from: 0.1, to: 1, steps: 1 } }", "d.yaml:2:40:", "lr.steps is the number 1; it must be a whole number from 2")]
    [InlineData("name: x\ngrid: { lr: { from: 0, to: 1, steps: 3, scale: log } }", "d.yaml:2:13:", "both ends must be above 0")]
    [InlineData("name: x\ngrid: { lr: { from: 0.1, to: 1, steps: 3, scale: lgo } }", "d.yaml:2:50:", "lr.scale is the text 'lgo'; it must be linear or log; did you mean 'log'?")]
    [InlineData("name: x\ngrid: { lr: { from: 0.1, to: 1, stesp: 3, steps: 3 } }", "d.yaml:2:33:", "the axis lr has no key 'stesp'", "did you mean 'steps'?")]
    [InlineData("name: x\ngrid: { seed: { count: 0 } }", "d.yaml:2:24:", "seed.count is the number 0")]
    [InlineData("name: x\ngrid: { seed: { count: 3, form: 1 } }", "d.yaml:2:27:", "no key 'form'", "did you mean 'from'?")]
    [InlineData("name: x\ngrid: { seed: { count: 3, from: 4294967294 } }", "d.yaml:2:15:", "seed would end at 4294967296")]
    [InlineData("name: x\ngrid: { depth: { from: 1, to: 300, steps: 3 } }", "d.yaml:2:31:", "depth.to is the number 300; it must be a whole number from 0 to 256")]
    // Cells
    [InlineData("name: x\ninclude: { lr: 0.1 }", "d.yaml:2:10:", "include is a mapping; it must be a list")]
    [InlineData("name: x\ninclude: [ {} ]", "d.yaml:2:12:", "an entry of include is a mapping; it must be a mapping such as")]
    [InlineData("name: x\nexclude: [ { lr: [0.1] } ]", "d.yaml:2:18:", "lr is a list")]
    [InlineData("name: x\nexclude: [ { lr: 0.1, train.lr: 0.2 } ]", "d.yaml:2:23:", "lr stands in this entry already")]
    [InlineData("name: x\ngrid: { seed: { count: 1000001 } }", "d.yaml:2:1:", "1000001 cells before exclude and where; max_cells allows 1000000")]
    [InlineData("name: x\nmax_cells: 3\ngrid: { lr: [1, 2], depth: [1, 2] }", "d.yaml:3:1:", "4 cells", "max_cells allows 3", "2 × 2")]
    [InlineData("name: x\nmax_cells: 1\ninclude: [ { lr: 1 }, { lr: 2 } ]", "d.yaml:3:1:", "max_cells allows 1 (2 included)")]
    [InlineData("name: x\nmax_cells: 0", "d.yaml:2:12:", "max_cells is the number 0")]
    [InlineData("name: x\ngrid: { seed: {count: 2000000000}, lr: {from: 0, to: 1, steps: 2000000000}, penalty: {from: 0, to: 1, steps: 2000000000} }", "d.yaml:2:1:", "more than 9223372036854775807 cells")]
    // Names
    [InlineData("title: x", "d.yaml:1:1:", "the definition has no 'name'")]
    [InlineData("name: my first sweep", "d.yaml:1:7:", "allowed are letters, digits", "; write my-first-sweep")]
    [InlineData("name: ''", "d.yaml:1:7:", "it must have 1 to 100 characters")]
    [InlineData("name: ..", "d.yaml:1:7:", "allowed are letters, digits, '-', '_' and '.', beginning with")]
    [InlineData("name: .", "d.yaml:1:7:", "allowed are letters")]
    [InlineData("name: a/b", "d.yaml:1:7:", "allowed are letters")]
    [InlineData("name: 'a\\b'", "d.yaml:1:7:", "allowed are letters")]
    [InlineData("name: C:evil", "d.yaml:1:7:", "allowed are letters")]
    [InlineData("name: -rf", "d.yaml:1:7:", "allowed are letters")]
    [InlineData("name: größe", "d.yaml:1:7:", "allowed are letters")]
    [InlineData("name: a.", "d.yaml:1:7:", "it cannot end with a '.'")]
    [InlineData("name: con", "d.yaml:1:7:", "Windows keeps this name for a device")]
    [InlineData("name: LPT1.txt", "d.yaml:1:7:", "Windows keeps this name for a device")]
    [InlineData("name: 2024", "d.yaml:1:7:", "name is the number 2024; it must be a text; put it into quotes")]
    [InlineData("name: [x]", "d.yaml:1:7:", "name is a list; it must be a text")]
    [InlineData("name: x\ntitle: \"a\\nb\"", "d.yaml:2:8:", "on one line")]
    [InlineData("name: x\ntitle: \"\\e[31mred\"", "d.yaml:2:8:", "title is the text '\\u{1b}[31mred'")]
    [InlineData("name: x\ntitle: [a]", "d.yaml:2:8:", "title is a list")]
    // Handlers
    [InlineData("name: x\nhandlers: { percentiles: {} }", "d.yaml:2:11:", "handlers is a mapping; it must be a list")]
    [InlineData("name: x\nhandlers: [ percentile ]", "d.yaml:2:13:", "there is no handler 'percentile'; there are percentiles, rank_collapse; did you mean 'percentiles'?")]
    [InlineData("name: x\nhandlers: [ { percentiles: {}, rank_collapse: {} } ]", "d.yaml:2:13:", "an entry of handlers is a mapping; it must be one handler")]
    [InlineData("name: x\nhandlers: [ [percentiles] ]", "d.yaml:2:13:", "an entry of handlers is a list")]
    [InlineData("name: x\nhandlers: [ percentiles: 3 ]", "d.yaml:2:26:", "percentiles is the number 3; it must be a mapping")]
    [InlineData("name: x\nhandlers: [ percentiles: { evry: 3 } ]", "d.yaml:2:28:", "percentiles has no key 'evry'; allowed: of, at, every, first, last, name; did you mean 'every'?")]
    [InlineData("name: x\nhandlers: [ percentiles: { every: 0 } ]", "d.yaml:2:35:", "percentiles.every is the number 0; it must be a whole number from 1")]
    [InlineData("name: x\nhandlers: [ rank_collapse: { at: [1, x] } ]", "d.yaml:2:38:", "rank_collapse.at is the text 'x'")]
    [InlineData("name: x\nhandlers: [ rank_collapse: { at: [] } ]", "d.yaml:2:34:", "rank_collapse.at is an empty list")]
    [InlineData("name: x\nhandlers: [ percentiles: { at: [101] } ]", "d.yaml:2:33:", "percentiles.at is the number 101; it must be a finite number from 0 to 100")]
    [InlineData("name: x\nhandlers: [ percentiles: { of: [output, outptu] } ]", "d.yaml:2:41:", "percentiles.of is the text 'outptu'", "did you mean 'output'?")]
    [InlineData("name: x\nhandlers: [ percentiles: { of: [output, output] } ]", "d.yaml:2:41:", "percentiles.of has 'output' twice")]
    [InlineData("name: x\nhandlers: [ percentiles: { of: [] } ]", "d.yaml:2:32:", "percentiles.of is an empty list")]
    [InlineData("name: x\nhandlers: [ rank_collapse: { threshold: .inf } ]", "d.yaml:2:41:", "it must be a finite number")]
    [InlineData("name: x\nhandlers: [ rank_collapse: { bins: 1.5 } ]", "d.yaml:2:36:", "it must be a whole number from 1 to 1000")]
    [InlineData("name: x\nhandlers: [ rank_collapse: { centred: 1 } ]", "d.yaml:2:39:", "it must be true or false")]
    [InlineData("name: x\nhandlers: [ rank_collapse: { mode: slow } ]", "d.yaml:2:36:", "it must be fast or exact")]
    [InlineData("name: x\nhandlers: [ percentiles, percentiles: { every: 3 } ]", "d.yaml:2:26:", "a handler named 'percentiles' stands above; tell them apart with name:")]
    [InlineData("name: x\nhandlers: [ percentiles, rank_collapse: { name: Percentiles } ]", "d.yaml:2:49:", "a handler named 'Percentiles' stands above")]
    [InlineData("name: x\nhandlers: [ percentiles: { name: runs } ]", "d.yaml:2:13:", "'runs' is a table of the sweep")]
    [InlineData("name: x\nhandlers: [ percentiles: { name: ../x } ]", "d.yaml:2:34:", "allowed are letters, digits, '-' and '_'")]
    [InlineData("name: x\nhandlers: [ plugin: my.dll ]", "d.yaml:2:13:", "cannot load a plugin")]
    [InlineData("name: x\nhandlers: [ bad/My.DLL ]", "d.yaml:2:13:", "cannot load a plugin")]
    // Summary
    [InlineData("name: x\nsummary: { rows: [nrom] }", "d.yaml:2:19:", "summary.rows has 'nrom', which is not a parameter; did you mean 'norm'?")]
    [InlineData("name: x\nsummary: { rows: [loss_end] }", "d.yaml:2:19:", "which is not a parameter")]
    [InlineData("name: x\nsummary: { values: [loss_ned] }", "d.yaml:2:21:", "neither an outcome (status,", "did you mean 'loss_end'?")]
    [InlineData("name: x\nsummary: { values: [] }", "d.yaml:2:20:", "summary.values is empty")]
    [InlineData("name: x\nsummary: { values: [loss_end, loss_end] }", "d.yaml:2:31:", "summary.values has loss_end twice")]
    [InlineData("name: x\nsummary: { rows: [norm], columns: [norm] }", "d.yaml:2:35:", "norm is in the rows and in the columns")]
    [InlineData("name: x\nsummary: { rows: [[norm]] }", "d.yaml:2:19:", "an entry of summary.rows is a list")]
    [InlineData("name: x\nsummary: { row: [norm] }", "d.yaml:2:12:", "summary has no key 'row'", "did you mean 'rows'?")]
    [InlineData("name: x\nsave: all", "d.yaml:2:7:", "save is the text 'all'; it must be model or none")]
    [InlineData("name: x\nreport: maybe", "d.yaml:2:9:", "report is the text 'maybe'; it must be true or false")]
    // Data
    [InlineData("name: x\ndataset: names", "d.yaml:2:10:", "dataset is the text 'names'; it must be a mapping")]
    [InlineData("name: x\ndataset: { source: nmaes }", "d.yaml:2:20:", "there is no list 'nmaes': looked for ", "SWEEPS_DATA names no folders; shipped are names and us-surnames; did you mean 'names'?")]
    [InlineData("name: x\ndataset: { source: 3 }", "d.yaml:2:20:", "source is the number 3; it must be the name of a list or the path")]
    [InlineData("name: x\ndataset: { sha256: }", "d.yaml:2:20:", "dataset.sha256 is nothing; it must be the 64 hexadecimal digits")]
    [InlineData("name: x\ndataset: { sha256: bd02 }", "d.yaml:2:20:", "it must be the 64 hexadecimal digits")]
    [InlineData("name: x\ndataset: { sha256: '0000000000000000000000000000000000000000000000000000000000000000' }", "d.yaml:2:10:", "has the sha256 bd02dfd3", "and the definition expects 00000")]
    [InlineData("name: x\ndataset: { sha256: bd02dfd33179e23ec2dd093cbd4de619834f75d660ef1ae04d3127e7a0110053 }\ngrid: { source: [names, us-surnames] }", "d.yaml:3:25:", "dataset.sha256 is the checksum of one list")]
    [InlineData("name: x\ndataset: { shuffle: pyhton:42 }", "d.yaml:2:21:", "it must be none, python:SEED or torch:SEED", "did you mean 'python'?")]
    [InlineData("name: x\ndataset: { shuffle: 'python:-1' }", "d.yaml:2:21:", "shuffle is the text 'python:-1'")]
    [InlineData("name: x\ndataset: { shuffle: 'torch:4294967296' }", "d.yaml:2:21:", "(torch: 4294967295)")]
    [InlineData("name: x\ndataset: { context: 0 }", "d.yaml:2:21:", "from 1 to 64")]
    [InlineData("name: x\ndataset: { split: { train: 0.8, valid: 0.3 } }", "d.yaml:2:28:", "the parts of dataset.split add up to 1.1")]
    [InlineData("name: x\ndataset: { split: { valid: 0.3 } }", "d.yaml:2:19:", "dataset.split has no 'train'")]
    [InlineData("name: x\ndataset: { split: { trian: 0.3, train: 0.1 } }", "d.yaml:2:21:", "dataset.split has no key 'trian'")]
    [InlineData("name: x\ntrain: { batch_size: 500000 }", "d.yaml:2:22:", "batch_size is 500000, and there are only 184093 examples to train on")]
    [InlineData("name: x\ndataset: { split: { train: 0.0001 } }", "d.yaml:2:28:", "batch_size is 32, and there are only 16 examples")]
    [InlineData("name: x\ngrid: { batch_size: [32, 200000] }", "d.yaml:2:26:", "batch_size is 200000")]
    public void Names_the_place_and_what_is_allowed(string yaml, string place, params string[] said)
    {
        var error = Reader.Error(yaml);
        Assert.StartsWith(place, error, StringComparison.Ordinal);
        Assert.All(said, part => Assert.Contains(part, error, StringComparison.Ordinal));
        Assert.DoesNotContain('\n', error);
    }

    [Fact]
    public void Lists_all_errors_at_once_by_place()
    {
        var result = Reader.Read("""
            name: ../up
            modle: { width: 3 }
            model: { activation: rellu, width: 0 }
            train: { lr: .nan, lr: 2 }
            dataset: { source: missing.txt }
            grid: { depth: [] }
            where: "depht > 3"
            """);
        Assert.Null(result.Definition);
        Assert.Equal(
            [(1, 7), (2, 1), (3, 22), (3, 36), (4, 14), (4, 20), (5, 20), (6, 16), (7, 9)],
            result.Errors.Select(error => (error.Line, error.Column)));
    }

    [Fact]
    public void Keeps_a_bounded_number_of_errors()
    {
        var result = Reader.Read($"name: x\ngrid: {{ lr: [{string.Join(", ", Enumerable.Repeat("a", 1000))}] }}");
        Assert.Equal(101, result.Errors.Count);
        Assert.EndsWith("and 900 more errors from here on", result.Errors[^1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_an_error_not_an_exception()
    {
        var missing = Sweeps.Core.Definitions.DefinitionReader.Read("no/such.yaml", Reader.Context);
        Assert.Equal("no/such.yaml: there is no such file", Assert.Single(missing.Errors).ToString());
        var folder = Sweeps.Core.Definitions.DefinitionReader.Read(Path.GetTempPath(), Reader.Context);
        Assert.Contains("this is a folder", Assert.Single(folder.Errors).Message, StringComparison.Ordinal);
    }
}
