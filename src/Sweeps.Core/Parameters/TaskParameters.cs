using Sweeps.Training.Catalogues;
using Sweeps.Training.Tasks;

namespace Sweeps.Core.Parameters;

/// <summary>The parameters of plugins' tasks, under <c>task</c>: which task is trained, and the options of each.</summary>
internal sealed class TaskParameters
{
    /// <summary>No task of a plugin: the network that <c>model</c> describes.</summary>
    public const string None = "none";

    private readonly Dictionary<string, IPluginTask> _tasks;
    private readonly Dictionary<string, DeclaredOptions> _options;
    private readonly Dictionary<string, DeclaredOptions> _dataOptions;

    public TaskParameters(IReadOnlyList<IPluginTask> tasks)
    {
        All = tasks;
        _tasks = tasks.ToDictionary(task => task.Name, StringComparer.Ordinal);
        Kind = new Parameter
        {
            Name = $"{TaskOption.Section}.kind",
            ShortName = TaskOption.Section,
            Type = new NameType([None, .. tasks.Select(task => task.Name)]),
            Default = None,
            Summary = $"The task of a plugin that is trained; none: the network under model. {string.Join(' ', tasks.Select(task => $"{task.Name}: {task.Summary}"))}".TrimEnd(),
            SilentAtDefault = true,
            // What the name stands for changes with the revision.
            Identity = value => _tasks.TryGetValue((string)value, out var task) ? $"{task.Name} revision {task.Revision}" : null,
        };
        Options =
        [
            .. tasks.SelectMany(task => task.Options).DistinctBy(option => option.Name, StringComparer.Ordinal).Select(option =>
            {
                var declaring = tasks.Where(task => task.Options.Any(one => string.Equals(one.Name, option.Name, StringComparison.Ordinal))).Select(task => task.Name).ToHashSet(StringComparer.Ordinal);
                return OptionParameter.Of(option, cell => declaring.Contains(cell.Text(Kind)), $"where task is not {Text.Wording.OneOf([.. declaring])}")
                    // A default of a plugin may change, a run may not.
                    with { Identity = value => Text.ParameterText.Of(value) };
            }),
        ];
        _options = tasks.ToDictionary(task => task.Name, task => new DeclaredOptions(task.Options, Options), StringComparer.Ordinal);
        _dataOptions = tasks.ToDictionary(task => task.Name, task => new DeclaredOptions(task.DataOptions, Options), StringComparer.Ordinal);
    }

    /// <summary>The tasks, in the order in which they were loaded.</summary>
    public IReadOnlyList<IPluginTask> All { get; }

    /// <summary>Which task is trained.</summary>
    public Parameter Kind { get; }

    /// <summary>The options of all tasks.</summary>
    public IReadOnlyList<Parameter> Options { get; }

    /// <summary>The parameters in the order of their columns; none without tasks.</summary>
    public IReadOnlyList<Parameter> Parameters => All.Count == 0 ? [] : [Kind, .. Options];

    /// <summary>The task of a cell; null for the network under <c>model</c>.</summary>
    public IPluginTask? Of(CellValues cell) => All.Count == 0 ? null : _tasks.GetValueOrDefault(cell.Text(Kind));

    /// <summary>The task of a cell's acting values; null for the network under <c>model</c>.</summary>
    public IPluginTask? Of(IReadOnlyList<object?> acting) => All.Count == 0 ? null : _tasks.GetValueOrDefault((string)acting[Kind.Index]!);

    /// <summary>The values of a task's options.</summary>
    public OptionValues OptionsOf(IPluginTask task, IReadOnlyList<object?> values) => _options[task.Name].Of(values);

    /// <summary>The values of the options that a task's own data depend on.</summary>
    public OptionValues DataOptionsOf(IPluginTask task, IReadOnlyList<object?> values) => _dataOptions[task.Name].Of(values);

    /// <inheritdoc cref="DataOptionsOf(IPluginTask, IReadOnlyList{object?})"/>
    public OptionValues DataOptionsOf(IPluginTask task, CellValues cell) => _dataOptions[task.Name].Of(cell);

    /// <summary>Whether a parameter of others can be without effect in cells with a task.</summary>
    public bool MaySilence(Parameter parameter) => All.Any(task => IsSilencedBy(parameter, task));

    /// <summary>Whether a parameter of others has no effect in a cell because of its task.</summary>
    public bool Silences(Parameter parameter, CellValues cell) => Of(cell) is { } task && IsSilencedBy(parameter, task);

    private static bool IsSilencedBy(Parameter parameter, IPluginTask task) =>
        IsUnder(parameter, "model") || parameter.Name is "train.penalty"
        || (task.HasOptimizer && (IsUnder(parameter, "train.optimizer") || IsUnder(parameter, "train.lr_of") || IsUnder(parameter, "train.weight_decay_of")
            || parameter.Name.StartsWith("train.clip_grad_", StringComparison.Ordinal)))
        || (task.HasData && IsUnder(parameter, "dataset") && parameter.Name is not "dataset.evaluate_train");

    private static bool IsUnder(Parameter parameter, string section) => parameter.Name.StartsWith(section + ".", StringComparison.Ordinal);
}
