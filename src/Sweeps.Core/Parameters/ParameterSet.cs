using System.Collections.Concurrent;
using Sweeps.Core.Datasets;
using Sweeps.Core.Engines;
using Sweeps.Core.Parameters.Hints;
using Sweeps.Core.Text;
using Sweeps.Tables;
using Sweeps.Training.Catalogues;
using Sweeps.Training.Tasks;

namespace Sweeps.Core.Parameters;

/// <summary>All parameters of a program: validation, defaults, axes, options, expressions, the JSON Schema, identities and columns follow from it. Immutable.</summary>
public sealed class ParameterSet
{
    private readonly Dictionary<string, Parameter?> _byName;

    private readonly IReadOnlyDictionary<Parameter, string> _neverActing;
    private readonly ConcurrentDictionary<EngineEntry, ParameterSet> _byEngine = new();

    private readonly IReadOnlyList<OptionDeclaration> _more;
    private readonly HashSet<Parameter> _silenced;

    private ParameterSet(ModelCatalogue models, Catalogue<DatasetKind> datasets, IReadOnlyList<OptionDeclaration> more, IReadOnlyList<IPluginTask> tasks)
    {
        _more = more;
        Task = new TaskParameters(tasks);
        Models = models;
        KeyHints = new KeyHints(this);
        var names = new ModelNames(models);
        Dataset = new DatasetParameters(datasets);
        Model = new ModelParameters(models, Dataset);
        Init = new InitParameters(models, Model, names);
        Train = new TrainParameters(this, names);
        Preset = PresetParameter.Create();
        IReadOnlyList<Parameter> main =
        [
            .. Model.Main, Init.Gain, .. Train.Main, .. Model.More, .. Init.More, .. Train.More, .. Dataset.All, Train.Arithmetic,
            .. Dataset.Later, .. Model.Options, .. Train.Rates,
        ];
        var known = main.Select(parameter => parameter.Name).ToHashSet(StringComparer.Ordinal);
        All = [.. main, .. OptionParameter.Of(models.Optimizers, Train.Optimizer, known), .. Init.Options, .. Train.Later, .. Model.Later, Preset, .. more.Select(OptionParameter.Of), .. Task.Parameters];
        OptimizerOptions = OptionTable.Of(models.Optimizers, All);
        for (var i = 0; i < All.Count; i++)
            All[i].Index = i;
        _neverActing = new Dictionary<Parameter, string>();
        WithAuto = [.. All.Where(parameter => parameter.Auto is not null)];
        _silenced = [.. tasks.Count == 0 ? [] : All.Where(Task.MaySilence)];
        SometimesInert = [.. All.Where(parameter => parameter.IsInert is not null || _silenced.Contains(parameter))];
        ShortNames = [.. All.Select(parameter => parameter.ShortName)];
        Columns = [.. All.Select(parameter => _silenced.Contains(parameter) ? parameter.Column with { Nullable = true } : parameter.Column)];
        _byName = Names();
        Sections = [.. All.Select(parameter => parameter.Name.Split('.')[0]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        TopKeys = ["name", "title", EngineKey, ExtendsKey, .. Sections, PresetsKey, "grid", "zip", "include", "exclude", "where", "evaluate", "handlers", "findings", "measures", "summary", "save", "report", "max_cells", BaseKey];
    }

    // The same parameters, some of which have no effect with an engine.
    private ParameterSet(ParameterSet all, EngineEntry engine)
    {
        (All, Columns, Models, KeyHints) = (all.All, all.Columns, all.Models, all.KeyHints);
        (Dataset, Model, Init, Train, Preset, OptimizerOptions, Task, _more, _silenced) = (all.Dataset, all.Model, all.Init, all.Train, all.Preset, all.OptimizerOptions, all.Task, all._more, all._silenced);
        (WithAuto, ShortNames, Sections, TopKeys, _byName) = (all.WithAuto, all.ShortNames, all.Sections, all.TopKeys, all._byName);
        _neverActing = engine.WithoutEffect.ToDictionary(
            name => All.FirstOrDefault(parameter => string.Equals(parameter.Name, name, StringComparison.Ordinal))
                ?? throw new InvalidOperationException($"The engine '{engine.Name}' says of '{name}' that it has no effect, and there is no such parameter."),
            _ => $"where engine is {engine.Name}");
        SometimesInert = [.. All.Where(parameter => parameter.IsInert is not null || NeverActs(parameter) || _silenced.Contains(parameter))];
    }

    /// <summary>The key of a definition for the folder that relative paths are relative to.</summary>
    internal const string BaseKey = "relative_to";

    /// <summary>The key of a definition that names the definitions that it is put on top of.</summary>
    internal const string ExtendsKey = "extends";

    /// <summary>The key of a definition for its presets.</summary>
    internal const string PresetsKey = "presets";

    /// <summary>The key of a definition that chooses the engine.</summary>
    internal const string EngineKey = "engine";

    /// <summary>All parameters in the order of their columns in <c>runs.parquet</c>.</summary>
    public IReadOnlyList<Parameter> All { get; }

    /// <summary>Their columns in <c>runs.parquet</c>, in the same order.</summary>
    public IReadOnlyList<ColumnSchema> Columns { get; }

    internal ModelParameters Model { get; }

    internal InitParameters Init { get; }

    internal TrainParameters Train { get; }

    internal DatasetParameters Dataset { get; }

    /// <summary>Which preset a run has.</summary>
    internal Parameter Preset { get; }

    /// <summary>The kinds of datasets, for <c>dataset.kind</c>, the default first.</summary>
    public Catalogue<DatasetKind> Datasets => Dataset.Kinds;

    /// <summary>The tasks of plugins, for <c>task:</c>.</summary>
    public IReadOnlyList<IPluginTask> Tasks => Task.All;

    /// <summary>The parameters of the tasks of plugins.</summary>
    internal TaskParameters Task { get; }

    /// <summary>The options of the optimizers.</summary>
    internal OptionTable OptimizerOptions { get; }

    /// <summary>The parameters with an auto word. Each comes after those that its value follows from.</summary>
    internal IReadOnlyList<Parameter> WithAuto { get; }

    /// <summary>The parameters that have no effect in some cells.</summary>
    internal IReadOnlyList<Parameter> SometimesInert { get; }

    internal IReadOnlyList<string> ShortNames { get; }

    /// <summary>The keys at the top of a definition that hold parameters.</summary>
    internal IReadOnlyList<string> Sections { get; }

    /// <summary>The keys at the top of a definition.</summary>
    internal IReadOnlyList<string> TopKeys { get; }

    /// <summary>The models that their values choose from.</summary>
    public ModelCatalogue Models { get; }

    /// <summary>What to write instead of keys of other tools.</summary>
    internal KeyHints KeyHints { get; }

    /// <summary>The parameters that every program has, and more.</summary>
    /// <param name="models">The models that definitions choose from.</param>
    /// <param name="more">Declarations of additional parameters, in the order of their columns. Two equal declarations are one parameter.</param>
    /// <exception cref="InvalidOperationException">Two parameters have the same name.</exception>
    public static ParameterSet Of(ModelCatalogue models, params IEnumerable<OptionDeclaration> more) => new(models, DatasetKinds.All, [.. more.Distinct()], []);

    /// <summary>These parameters and those of tasks that plugins bring. Two tasks may have the same option, declared alike.</summary>
    /// <param name="tasks">The tasks.</param>
    /// <exception cref="InvalidOperationException">Two parameters have the same name.</exception>
    public ParameterSet With(IReadOnlyList<IPluginTask> tasks) => tasks.Count == 0 ? this : new(Models, Datasets, _more, [.. Task.All, .. tasks]);

    /// <summary>These parameters where there are more kinds of datasets.</summary>
    /// <param name="datasets">The kinds that are added.</param>
    /// <exception cref="ArgumentException">Two kinds have the same name.</exception>
    public ParameterSet With(IReadOnlyList<DatasetKind> datasets) => datasets.Count == 0 ? this : new(Models, Datasets.With(datasets), _more, Task.All);

    /// <summary>The parameters of a definition that chooses an engine. Some of them may have no effect with this engine.</summary>
    internal ParameterSet Under(EngineEntry engine) =>
        engine.WithoutEffect.Count == 0 ? this : _byEngine.GetOrAdd(engine, static (entry, set) => new ParameterSet(set, entry), this);

    /// <summary>Whether a parameter has no effect in any cell.</summary>
    internal bool NeverActs(Parameter parameter) => _neverActing.Count > 0 && _neverActing.ContainsKey(parameter);

    /// <summary>Whether a parameter has no effect in a cell because of its task.</summary>
    internal bool IsSilenced(Parameter parameter, CellValues cell) => _silenced.Count > 0 && _silenced.Contains(parameter) && Task.Silences(parameter, cell);

    /// <summary>When a parameter has no effect, for people; null if it always has one.</summary>
    internal string? NoEffectOf(Parameter parameter) =>
        _neverActing.GetValueOrDefault(parameter) ?? (_silenced.Contains(parameter) ? "with the task of a plugin" : parameter.NoEffect);

    /// <summary>What acts in the place of a parameter without effect in a cell.</summary>
    internal object? WithoutEffect(Parameter parameter, CellValues cell) => IsSilenced(parameter, cell) ? null : parameter.WithoutEffect;

    /// <summary>The parameter with this short or full name, or with a full name that ends so after a dot, if only one does.</summary>
    public Parameter? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>All names that stand for a parameter, the short one first.</summary>
    internal IEnumerable<string> NamesOf(Parameter parameter) =>
        _byName.Where(pair => pair.Value == parameter).Select(pair => pair.Key).OrderBy(name => name.Length).ThenBy(name => name, StringComparer.Ordinal);

    /// <summary>A message for a name that is no parameter, with the nearest name.</summary>
    internal string Unknown(string name)
    {
        var ending = All.Where(parameter => parameter.Name.EndsWith("." + name, StringComparison.Ordinal)).Select(parameter => parameter.ShortName).ToList();
        return ending.Count > 1
            ? $"{Wording.Quote(name)} could be {Wording.OneOf(ending)}"
            : $"there is no parameter {Wording.Quote(name)}{KeyAdvice.For(this, KeyScope.Parameters, name, [.. ShortNames, .. All.Select(parameter => parameter.Name)]).Text}";
    }

    private Dictionary<string, Parameter?> Names()
    {
        var names = new Dictionary<string, Parameter?>(StringComparer.Ordinal);
        foreach (var parameter in All)
            for (var dot = parameter.Name.IndexOf('.', StringComparison.Ordinal); dot >= 0; dot = parameter.Name.IndexOf('.', dot + 1))
            {
                var ending = parameter.Name[(dot + 1)..];
                // A parameter that was added later must not make the name of an earlier one ambiguous.
                names[ending] = !names.TryGetValue(ending, out var other) ? parameter : parameter.SilentAtDefault && other?.SilentAtDefault == false ? other : null;
            }

        var own = new HashSet<string>(StringComparer.Ordinal);
        foreach (var parameter in All)
        {
            foreach (var name in new[] { parameter.Name, parameter.ShortName }.Distinct(StringComparer.Ordinal))
            {
                if (!own.Add(name))
                    throw new InvalidOperationException($"There are two parameters with the name '{name}'.");
                names[name] = parameter;
            }
        }

        return names;
    }
}
