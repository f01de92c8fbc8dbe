using System.Text.RegularExpressions;
using Sweeps.Core.Definitions;
using Sweeps.Core.Definitions.AxisForms;
using Sweeps.Core.Definitions.Sections;
using Sweeps.Core.Handlers;
using Sweeps.Core.Outcomes.Measures;
using Sweeps.Core.Parameters.Hints;
using Sweeps.Tests;
using Sweeps.Training.Catalogues;

namespace Sweeps.Core.Tests.Definitions;

/// <summary>What people from PyTorch, Keras, Hydra, Optuna and W&amp;B write: one error a mistake, with what to write instead. All hints there are, and mistakes that need no table.</summary>
public sealed partial class HintTests
{
    private static readonly KeyHints s_keys = Shipped.Parameters.KeyHints;

    private static readonly DefinitionContext s_shipped = Reader.WithHandlers;

    [Fact]
    public void Every_key_of_another_tool_gives_one_error_with_its_hint()
    {
        var wrong = new List<string>();
        foreach (var hint in s_keys.All)
            foreach (var name in hint.Names)
                foreach (var (yaml, scope) in Places(hint.Scope, name))
                {
                    if (hint.Scope is KeyScope.Anywhere && s_keys.Find(scope, FoldedName.Of(name)) is not null)
                        continue;
                    var said = hint.Means is { } means
                        ? new[] { $"; did you mean '{means[(means.LastIndexOf('.') + 1)..]}'?", $"; did you mean '{Shipped.Parameters.Find(SectionForm.Of(means)?.Main ?? means)?.ShortName}'?", $"; it is called {means} here" }
                        : [$"; {hint.Advice}"];
                    var errors = Errors(yaml);
                    if (errors is not [var only] || !said.Any(part => only.Contains(part, StringComparison.Ordinal)) || (hint.Advice is { } advice && !only.EndsWith(advice, StringComparison.Ordinal)))
                        wrong.Add($"{yaml.ReplaceLineEndings(" | ")} => {string.Join(" ## ", errors)}");
                }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void Every_value_of_another_tool_gives_one_error_with_its_hint()
    {
        var wrong = new List<string>();
        foreach (var (setting, hint) in ValueHints())
            foreach (var value in hint.Values)
                foreach (var yaml in Values(setting, value))
                {
                    var said = hint switch { { Means: null } => $"; {hint.Advice}", { Advice: null } => $"; write {hint.Means}", _ => $"; write {hint.Means}. {hint.Advice}" };
                    if (Errors(yaml) is not [var only] || !only.EndsWith(said, StringComparison.Ordinal))
                        wrong.Add($"{yaml.ReplaceLineEndings(" | ")} => {string.Join(" ## ", Errors(yaml))}");
                }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void The_nearest_of_a_catalogue_is_named()
    {
        var models = Shipped.Parameters.Models;
        foreach (var (setting, plural, descriptors) in new[] { ("activation", "activations", (IReadOnlyList<Descriptor>)models.Activations), ("norm", "norms", models.Norms), ("optimizer", "optimizers", models.Optimizers) })
            foreach (var descriptor in descriptors)
                foreach (var value in descriptor.NearestOf)
                    Assert.All(Values(setting, value), yaml => Assert.EndsWith($"; of the {plural} that there are, {descriptor.Name} is the nearest to it", Assert.Single(Errors(yaml)), StringComparison.Ordinal));
        Assert.All(Values("norm", "true"), yaml => Assert.EndsWith("; say which, batch, layer or rms", Assert.Single(Errors(yaml)), StringComparison.Ordinal));
        foreach (var name in models.Activations.Names)
            Assert.All(Values("gain", name), yaml => Assert.EndsWith("; write auto. It is the gain of the cell's activation", Assert.Single(Errors(yaml)), StringComparison.Ordinal));
    }

    /// <summary>What PyTorch, Keras and others call things, from their documentation: the name here, or the nearest.</summary>
    [Theory]
    [InlineData("activation", "linear none → identity; logistic expit → sigmoid; swish → silu", "relu6 threshold → relu; clamp → hardtanh; softsign logsigmoid erf → tanh; hardswish glu → silu; geglu → gelu; hardsigmoid → sigmoid; prelu rrelu → leaky_relu; celu → elu")]
    [InlineData("norm", "BatchNorm batch_normalization → batch; LayerNorm layer_normalization → layer; RMSNorm → rms; identity false → none", "instance group → layer")]
    [InlineData("optimizer", "torch.optim.AdamW → adamw; torch.optim.RMSprop → rmsprop; torch.optim.Adam → adam; torch.optim.SGD → sgd", "adagrad adadelta → rmsprop; nadam radam adamax → adam")]
    [InlineData("scheme", "kaiming he HeNormal → kaiming_normal; HeUniform msra → kaiming_uniform; xavier glorot → xavier_uniform; GlorotNormal → xavier_normal; gaussian randn → normal; trunc_normal → truncated_normal; ortho → orthogonal; nn.Linear → torch_default",
        "lecun_normal zeros sparse dirac → xavier_uniform")]
    [InlineData("schedule", "linearlr polynomial → linear; CosineAnnealingLR cosine_decay → cosine; fixed constantlr → constant; OneCycleLR → one_cycle", "CosineAnnealingWarmRestarts sgdr → cosine_restarts; ReduceLROnPlateau cyclic → cosine; MultiStepLR piecewise → multi_step; ExponentialLR → exponential")]
    public void Names_of_other_tools_are_understood(string setting, string same, string nearest)
    {
        foreach (var (elsewhere, here) in Pairs(same))
            Assert.All(Values(setting, elsewhere).Take(1), yaml => Assert.True(Errors(yaml) is [] || Errors(yaml) is [var only] && only.EndsWith($"; write {here}", StringComparison.Ordinal), $"{elsewhere}: {string.Join(" ## ", Errors(yaml))}"));
        foreach (var (elsewhere, here) in Pairs(nearest))
            Assert.All(Values(setting, elsewhere).Take(1), yaml => Assert.EndsWith($" that there are, {here} is the nearest to it", Assert.Single(Errors(yaml)), StringComparison.Ordinal));

        static IEnumerable<(string Elsewhere, string Here)> Pairs(string list) => list.Split("; ").Select(entry => entry.Split(" → ")).SelectMany(entry => entry[0].Split(' ').Select(name => (name, entry[1])));
    }

    /// <summary>Each descriptor with names of other tools stands in the list above.</summary>
    [Fact]
    public void All_that_has_other_names_is_in_the_list()
    {
        var listed = typeof(HintTests).GetMethod(nameof(Names_of_other_tools_are_understood))!.GetCustomAttributes(inherit: false).OfType<InlineDataAttribute>()
            .SelectMany(row => row.Data.OfType<string>().Skip(1)).SelectMany(list => list.Split("; ")).Select(entry => entry.Split(" → ")[1]).ToHashSet(StringComparer.Ordinal);
        var models = Shipped.Parameters.Models;
        Assert.All(
            ((IEnumerable<Descriptor>)[.. models.Activations, .. models.Norms, .. models.Optimizers, .. models.Initialisations, .. models.Schedules]).Where(descriptor => descriptor.CalledElsewhere.Count + descriptor.NearestOf.Count > 0),
            descriptor => Assert.Contains(descriptor.Name, listed));
    }

    /// <summary>What hints tell to write can be written.</summary>
    [Fact]
    public void Hints_name_only_what_there_is()
    {
        var handlers = HandlerCatalogue.Shipped.Kinds;
        HashSet<string> known =
        [
            .. Shipped.Parameters.TopKeys, .. SectionForm.Names, .. MeasureCatalogue.Names, .. Shipped.Parameters.All.SelectMany(Shipped.Parameters.NamesOf), .. handlers.Select(kind => kind.Name), .. handlers.SelectMany(kind => kind.Options).Select(option => option.Name),
            .. MeasuresReader.Keys, .. TakeKind.All.Select(take => take.Name), "every", "at", "first", "last", "name", "rows", "columns", "values", "from", "to", "steps", "scale", "count", "factor", "step", "train", "valid", "test", "optimizer", "init", "split", "kind", "scheme", "splits",
        ];
        foreach (var hint in s_keys.All)
        {
            if (hint.Means is { } means)
                Assert.Contains(means, known);
            foreach (Match key in WrittenKey().Matches(hint.Advice ?? ""))
                Assert.Contains(key.Groups["key"].Value, known);
        }

        foreach (var (setting, hint) in ValueHints())
        {
            if (hint.Means is { } means)
                Assert.Empty(Errors(Values(setting, means).First()));
            foreach (Match key in WrittenKey().Matches(hint.Advice ?? ""))
                Assert.Contains(key.Groups["key"].Value, known);
        }

        foreach (var section in SectionForm.Names)
        {
            var example = SectionForm.Of(section)!.Example;
            Assert.Empty(Errors($"name: x\n{section.Split('.')[..^1].Reverse().Aggregate(example, (inner, outer) => $"{outer}: {{ {inner} }}")}"));
        }
    }

    [Fact]
    public void Sections_have_their_forms() => Assert.Equal(
        Shipped.Parameters.All.SelectMany(parameter => parameter.Name.Split('.')[..^1].Select((_, i) => string.Join('.', parameter.Name.Split('.')[..(i + 1)]))).Concat(["grid", "summary", "evaluate", "findings", "measures"]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
        SectionForm.Names.Order(StringComparer.Ordinal));

    [Theory]
    // Several values where one belongs, and one where several do
    [InlineData("train: { lr: [0.1, 0.2] }", "d.yaml:2:14:", "lr is a list; it must be a finite number from 0 to 1000000; several values stand under grid: { lr: [0.1, 0.2] }")]
    [InlineData("model: { activation: [tanh, relu] }", "d.yaml:2:22:", "several values stand under grid: { activation: [tanh, relu] }")]
    [InlineData("model: { init: { gain: [auto, 1] } }", "d.yaml:2:24:", "several values stand under grid: { gain: [auto, 1] }")]
    [InlineData("seed: [1, 2, 3]", "d.yaml:2:7:", "several values stand under grid: { seed: [1, 2, 3] }")]
    [InlineData("train: { lr: [0.1] }", "d.yaml:2:14:", "; a single value has no brackets: 0.1")]
    [InlineData("train: { lr: { values: [0.1, 0.2] } }", "d.yaml:2:14:", "several values stand under grid: { lr: [0.1, 0.2] }")]
    [InlineData("train: { lr: { from: 0.1, to: 1, steps: 5, scale: log } }", "d.yaml:2:14:", "several values stand under grid: { lr: { from: 0.1, to: 1, steps: 5, scale: log } }")]
    [InlineData("train: { lr: { min: 0.001, max: 1, distribution: log_uniform_values } }", "d.yaml:2:14:", "under grid: { lr: { from: 0.001, to: 1, steps: 5, scale: log } }")]
    [InlineData("grid: { lr: 0.1 }", "d.yaml:2:13:", "; a single value is a list of one: [0.1]")]
    [InlineData("grid: { lr: '0.1, 0.2' }", "d.yaml:2:13:", "; a list stands in brackets, without quotes: [0.1, 0.2]")]
    [InlineData("grid: { lr: '[0.1, 0.2]' }", "d.yaml:2:13:", "; a list stands in brackets, without quotes: [0.1, 0.2]")]
    [InlineData("grid: { lr: [[0.1, 0.2]] }", "d.yaml:2:14:", "; the values of an axis stand in one list")]
    [InlineData("exclude: [ { lr: [0.1, 0.2] } ]", "d.yaml:2:18:", "; write an entry for each value")]
    // Axes of other tools
    [InlineData("grid: { lr: { values: [0.1] } }", "d.yaml:2:15:", "the axis lr has no key 'values'; it must be a list or a range { from: 0.1, to: 1.0, steps: 5, scale: log }; write lr: [0.1]")]
    [InlineData("grid: { lr: { value: 0.1 } }", "d.yaml:2:15:", "; write lr: [0.1]")]
    [InlineData("grid: { lr: { min: 1e-4, max: 0.1 } }", "d.yaml:2:15:", "; write lr: { from: 1e-4, to: 0.1, steps: 5 }")]
    [InlineData("grid: { lr: { low: 1e-4, high: 0.1, log: true } }", "d.yaml:2:15:", "; write lr: { from: 1e-4, to: 0.1, steps: 5, scale: log }")]
    [InlineData("grid: { depth: { start: 1, stop: 9, num: 3 } }", "d.yaml:2:18:", "; write depth: { from: 1, to: 9, steps: 3 }")]
    [InlineData("grid: { activation: { values: [tanh, relu] } }", "d.yaml:2:21:", "the axis activation is a mapping; it must be a list with at least one value; write activation: [tanh, relu]")]
    [InlineData("grid: { seed: { values: [1, 2] } }", "d.yaml:2:17:", "; write seed: [1, 2]")]
    [InlineData("grid: { lr: { from: 0.1, to: 1, num: 3 } }", "d.yaml:2:33:", "; write lr: { from: 0.1, to: 1, steps: 3 }")]
    [InlineData("grid: { lr: { from: 0.1, to: 1, stesp: 3 } }", "d.yaml:2:33:", "the axis lr has no key 'stesp'; allowed: from, to, steps, scale; did you mean 'steps'?")]
    [InlineData("grid: { lr: { from: 0.1 } }", "d.yaml:2:13:", "the axis lr has no 'to' and no 'steps'; a range is")]
    [InlineData("grid: { lr: { whatever: 0.1 } }", "d.yaml:2:15:", "the axis lr has no key 'whatever'; allowed: from, to, steps, scale")]
    [InlineData("grid: { train: { lr: [0.1] } }", "d.yaml:2:18:", "; axes stand in grid without their sections: lr: [..]")]
    [InlineData("grid: { model: { depth: [1] } }", "d.yaml:2:9:", "there is no parameter 'model'; name the parameter itself, such as lr or train.lr")]
    [InlineData("grid: [ { lr: [0.1] } ]", "d.yaml:2:7:", "grid is a list; it must be a mapping of keys to values; write grid: { lr: [0.1, 0.2] }")]
    [InlineData("grid:\n  lr: 0.1, 0.2", "d.yaml:3:7:", "; a list stands in brackets, without quotes: [0.1, 0.2]")]
    [InlineData("grid:\n  lr: range(1, 5)", "d.yaml:3:7:", "it must be a list or a range { from: 0.1, to: 1.0, steps: 5, scale: log } with at least one value")]
    [InlineData("model: { batch_norm: true }", "d.yaml:2:22:", "; write norm: batch, batch_norm: { momentum: 0.1, eps: 1e-5 }")]
    // Numbers
    [InlineData("train: { lr: \"1e-3\" }", "d.yaml:2:14:", "lr is the text '1e-3'; it must be a finite number from 0 to 1000000; in quotes it is a text: write 1e-3")]
    [InlineData("model: { width: '30' }", "d.yaml:2:17:", "; in quotes it is a text: write 30")]
    [InlineData("model: { width: 1_000 }", "d.yaml:2:17:", "; write 1000")]
    [InlineData("train: { steps: '2,000' }", "d.yaml:2:17:", "; write 2000")]
    [InlineData("train: { steps: 2k }", "d.yaml:2:17:", "; write 2000")]
    [InlineData("train: { steps: 1M }", "d.yaml:2:17:", "; write 1000000")]
    [InlineData("train: { lr: 30% }", "d.yaml:2:14:", "; write 0.3")]
    [InlineData("train: { lr: '0,1' }", "d.yaml:2:14:", "; write 0.1")]
    [InlineData("train: { lr: '0,001' }", "d.yaml:2:14:", "; write 0.001")]
    [InlineData("train: { lr: 1/4 }", "d.yaml:2:14:", "; write 0.25")]
    [InlineData("train: { lr: 10^-3 }", "d.yaml:2:14:", "; write 1e-3")]
    [InlineData("train: { lr: 10**-3 }", "d.yaml:2:14:", "; write 1e-3")]
    [InlineData("train: { lr: 1e\u22123 }", "d.yaml:2:14:", "; write 1e-3")]
    [InlineData("handlers: [ percentiles: { at: 50% } ]", "d.yaml:2:32:", "; write 50")]
    [InlineData("model: { width: '3.5' }", "d.yaml:2:17:", "width is the text '3.5'; it must be a whole number from 1 to 4096")]
    [InlineData("dataset: { split: { train: 80%, valid: 0.1 } }", "d.yaml:2:28:", "; write 0.8")]
    [InlineData("train: { lr: 0,1 }", "d.yaml:2:16:", "train has no key '1'; allowed: ", "; a comma begins the next entry, and a decimal number has a point: 0.5")]
    // Nothing, yes and no
    [InlineData("model: { norm: null }", "d.yaml:2:16:", "norm is nothing; it must be none, batch, layer or rms; write none")]
    [InlineData("model: { norm: ~ }", "d.yaml:2:16:", "; write none")]
    [InlineData("model: { norm: }", "d.yaml:2:16:", "; write none")]
    [InlineData("model: { norm: false }", "d.yaml:2:16:", "norm is false; it must be none, batch, layer or rms; write none")]
    [InlineData("model: { width: ~ }", "d.yaml:2:17:", "; give it a value, or leave the key out")]
    [InlineData("model: { init: { gain: ~ } }", "d.yaml:2:24:", "; write auto")]
    [InlineData("dataset: { evaluate_train: yes }", "d.yaml:2:28:", "it must be true or false; write true")]
    [InlineData("dataset: { evaluate_train: 'False' }", "d.yaml:2:28:", "; write false")]
    [InlineData("dataset: { evaluate_train: off }", "d.yaml:2:28:", "; write false")]
    [InlineData("report: yes", "d.yaml:2:9:", "; write true")]
    [InlineData("save: true", "d.yaml:2:7:", "save is true; it must be model or none; write model")]
    [InlineData("dataset: { shuffle: 42 }", "d.yaml:2:21:", "; say whose order it is: python:42 or torch:42")]
    // Sections as values, values as sections, and things in the wrong place
    [InlineData("train: { optimizer: adamw }", "d.yaml:2:21:", "train.optimizer is the text 'adamw'; it must be a mapping of keys to values; write optimizer: { kind: adamw }")]
    [InlineData("train: { optimizer: sgd }", "d.yaml:2:21:", "; write optimizer: { kind: sgd }")]
    [InlineData("dataset: us-surnames", "d.yaml:2:10:", "; write dataset: { source: us-surnames }")]
    [InlineData("dataset: [names, us-surnames]", "d.yaml:2:10:", "; several values stand under grid: { source: [names, us-surnames] }")]
    [InlineData("dataset: { split: 0.8 }", "d.yaml:2:19:", "; write split: { train: 0.8, valid: 0.1, test: 0.1 }")]
    [InlineData("dataset: { split: [0.8, 0.1, 0.1] }", "d.yaml:2:19:", "; write split: { train: 0.8, valid: 0.1, test: 0.1 }")]
    [InlineData("dataset: { split: { training: 0.8 } }", "d.yaml:2:21:", "dataset.split has no key 'training'; allowed: column, group, stratify, test, train, valid; did you mean 'train'?")]
    [InlineData("model: { init: kaiming_normal }", "d.yaml:2:16:", "; write init: { scheme: kaiming_normal }")]
    [InlineData("model: { init: xavier }", "d.yaml:2:16:", "; write init: { scheme: xavier_uniform }")]
    [InlineData("model: { init: he }", "d.yaml:2:16:", "; write init: { scheme: kaiming_normal }")]
    [InlineData("model.width: 30", "d.yaml:2:1:", "a definition has no key 'model.width'", "; sections are written as mappings inside each other: model: { width: … }")]
    [InlineData("model: { init.gain: 1 }", "d.yaml:2:10:", "; sections are written as mappings inside each other: model: { init: { gain: … } }")]
    [InlineData("split: { train: 0.8 }", "d.yaml:2:1:", "; it stands elsewhere: dataset.split")]
    [InlineData("train: { grid: { lr: [0.1] } }", "d.yaml:2:10:", "train has no key 'grid'", "; grid stands at the top of the definition, and here it is indented too far")]
    [InlineData("handlers:\n  - rank_collapse:\n    every: 10", "d.yaml:3:5:", "; indent the options further than the name, or write rank_collapse: { every: 10 }")]
    [InlineData("train: { schedule: { step: { at: 0.5, gamma: 0.1 } } }", "d.yaml:2:39:", "schedule.step has no key 'gamma'; allowed: at, factor; did you mean 'factor'?")]
    public void Says_what_to_write(string line, string place, params string[] said)
    {
        var error = Assert.Single(Errors($"name: x\n{line}"));
        Assert.StartsWith(place, error, StringComparison.Ordinal);
        Assert.All(said, part => Assert.Contains(part, error, StringComparison.Ordinal));
    }

    /// <summary>A sweep of Weights &amp; Biases, as its documentation writes one.</summary>
    [Fact]
    public void A_sweep_file_of_another_tool_gives_an_error_a_key()
    {
        var errors = Errors("""
            program: train.py
            method: grid
            metric:
              goal: minimize
              name: validation_loss
            parameters:
              learning_rate:
                values: [0.1, 0.2]
            """);
        Assert.Equal(
            [
                "d.yaml:1:1: a definition has no key 'program'", "d.yaml:1:1: the definition has no 'name'", "d.yaml:2:1: a definition has no key 'method'",
                "d.yaml:3:1: a definition has no key 'metric'", "d.yaml:6:1: a definition has no key 'parameters'",
            ],
            errors.Select(error => error[..error.IndexOf(';', StringComparison.Ordinal)]).Order(StringComparer.Ordinal));
    }

    /// <summary>A key that is there under another name is not missing as well.</summary>
    [Fact]
    public void A_misspelt_name_is_one_mistake() =>
        Assert.Contains("did you mean 'name'?", Assert.Single(Errors("experiment: x")), StringComparison.Ordinal);

    [Theory]
    [InlineData("{\"name\": \"x\", \"train\": {\"lr\": 1e-3}}")]
    [InlineData("\uFEFFname: x\r\ntrain:\r\n  lr: .1\r\n")]
    [InlineData("name: x\ntrain: { lr: 1e-3, steps: 0x10, penalty: .1 }\nmodel: { batch_norm: { bessel: False } }")]
    public void What_is_right_stays_right(string yaml) => Assert.Empty(Errors(yaml));

    private static string[] Errors(string yaml) =>
        [.. DefinitionReader.Read(System.Text.Encoding.UTF8.GetBytes(yaml), "d.yaml", Path.GetTempPath(), s_shipped).Errors.Select(error => error.ToString())];

    private static IEnumerable<(string Yaml, string Scope)> Places(string scope, string key)
    {
        switch (scope)
        {
            case KeyScope.Anywhere:
                yield return ($"name: x\n{key}: 1", KeyScope.Top);
                yield return ($"name: x\nmodel: {{ {key}: 1 }}", "model");
                yield return ($"name: x\ntrain: {{ {key}: 1 }}", "train");
                yield return ($"name: x\ndataset: {{ {key}: 1 }}", "dataset");
                yield return ($"name: x\ngrid: {{ {key}: [1] }}", KeyScope.Parameters);
                break;
            case KeyScope.Top:
                yield return ($"name: x\n{key}: 1", scope);
                break;
            case KeyScope.Parameters:
                yield return ($"name: x\ngrid: {{ {key}: [1] }}", scope);
                yield return ($"name: x\nexclude: [ {{ {key}: 1 }} ]", scope);
                break;
            case KeyScope.Handlers:
                yield return ($"name: x\nhandlers: [ {key} ]", scope);
                break;
            case KeyScope.Handler:
                yield return ($"name: x\nhandlers: [ histogram: {{ {key}: 1 }} ]", scope);
                break;
            case KeyScope.Outcomes:
                yield return ($"name: x\nsummary: {{ values: [{key}] }}", scope);
                break;
            case KeyScope.Schedule:
                yield return ($"name: x\ntrain: {{ schedule: {{ step: {{ {key}: 0.1 }} }} }}", scope);
                break;
            case KeyScope.Range:
                yield return ($"name: x\ngrid: {{ lr: {{ from: 0.1, to: 1, steps: 3, {key}: 1 }} }}", scope);
                break;
            case KeyScope.Measure:
                yield return ($"name: x\nmeasures: {{ m: {{ of: loss, {key}: 1 }} }}", scope);
                break;
            case KeyScope.Take:
                yield return ($"name: x\nmeasures: {{ m: {{ of: loss, take: {key} }} }}", scope);
                break;
            case "dataset.split":
                yield return ($"name: x\ndataset: {{ split: {{ {key}: 0.1{(s_keys.Find(scope, FoldedName.Of(key))!.Means is "train" ? "" : ", train: 0.5")} }} }}", scope);
                break;
            default:
                yield return ($"name: x\n{Nested($"{scope}.{key}", "1")}", scope);
                break;
        }
    }

    // Of the parameters, and of the other keys that have a few values.
    private static IEnumerable<(string Setting, ValueHint Hint)> ValueHints() =>
    [
        .. Shipped.Parameters.All.SelectMany(parameter => parameter.Type.Hints().Select(hint => (parameter.ShortName, hint))),
        .. DefinitionReader.Save.Hints().Select(hint => ("save", hint)),
        .. RangeForm.Scale.Hints().Select(hint => ("scale", hint)),
        .. OptionReader.TypeOf(s_shipped.Catalogue.Handlers.Kinds.Single(kind => kind.Name is "percentiles").Options.Single(option => option.Name is "of")).Hints().Select(hint => ("of", hint)),
    ];

    private static IEnumerable<string> Values(string setting, string value)
    {
        if (Shipped.Parameters.All.FirstOrDefault(parameter => string.Equals(parameter.ShortName, setting, StringComparison.Ordinal)) is { } parameter)
        {
            yield return $"name: x\n{Nested(parameter.Name, value)}";
            yield return $"name: x\ngrid: {{ {setting}: [{value}] }}";
        }
        else if (setting is "of")
        {
            yield return $"name: x\nhandlers: [ percentiles: {{ of: {value} }} ]";
        }
        else if (setting is "scale")
        {
            yield return $"name: x\ngrid: {{ lr: {{ from: 0.1, to: 1, steps: 3, scale: {value} }} }}";
        }
        else
        {
            yield return $"name: x\n{setting}: {value}";
        }
    }

    // A key in the sections that its full name says.
    private static string Nested(string name, string value) =>
        name.Split('.')[..^1].Reverse().Aggregate($"{name.Split('.')[^1]}: {value}", (inner, section) => $"{section}: {{ {inner} }}");

    [GeneratedRegex("(?<key>[a-z_.]+): (?!sweeps )(?=[a-z0-9{\\[])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex WrittenKey();
}
