using Sweeps.Training.Catalogues;

namespace Sweeps.Training.Tasks;

/// <summary>Makes the options of plugins' tasks: <c>channels</c> is <c>task.channels</c> in a definition and the column <c>task_channels</c> of <c>runs.parquet</c>.</summary>
public static class TaskOption
{
    /// <summary>The section of a definition that options of tasks stand in.</summary>
    public const string Section = "task";

    /// <summary>A whole number.</summary>
    /// <param name="name">Lower case, words joined by '_'.</param>
    /// <param name="default">The value where nothing is written.</param>
    /// <param name="minimum">The least value that is allowed.</param>
    /// <param name="maximum">The greatest value that is allowed.</param>
    /// <param name="summary">One sentence.</param>
    public static IntegerOption Integer(string name, int @default, int minimum, int maximum, string summary) => new(Full(name), Short(name), summary, minimum, maximum, @default);

    /// <summary>A number.</summary>
    /// <inheritdoc cref="Integer" path="/param"/>
    public static NumberOption Number(string name, double @default, double minimum, double maximum, string summary) => new(Full(name), Short(name), summary, minimum, maximum, @default);

    /// <summary>Yes or no.</summary>
    /// <inheritdoc cref="Integer" path="/param"/>
    public static SwitchOption Switch(string name, bool @default, string summary) => new(Full(name), Short(name), summary, @default);

    /// <summary>One of a few names.</summary>
    /// <param name="names">The names that are allowed, the default first.</param>
    /// <inheritdoc cref="Integer" path="/param"/>
    public static ChoiceOption Choice(string name, IReadOnlyList<string> names, string summary) => new(Full(name), Short(name), summary, names, names[0]);

    private static string Full(string name) => $"{Section}.{name}";

    private static string Short(string name) => $"{Section}_{name}";
}
