using Sweeps.Core.Text;
using Sweeps.Core.Yaml;

namespace Sweeps.Core.Parameters.Hints;

/// <summary>What a value is for, where it is read.</summary>
internal enum ValueRole
{
    /// <summary>The value of a key.</summary>
    Setting,

    /// <summary>One of an axis.</summary>
    AxisValue,

    /// <summary>What a pattern looks for.</summary>
    Pattern,
}

/// <summary>What to write instead of a value that is not allowed: the end of a message, from its semicolon on; empty if nothing is known.</summary>
internal static class ValueAdvice
{
    public static string For(ParameterType type, Node node) => node is ScalarNode scalar ? ForScalar(type, scalar) : "";

    /// <summary>The same for a parameter, whose values can also be varied.</summary>
    public static string For(Parameter parameter, Node node, ValueRole role) => (node, role) switch
    {
        (SequenceNode { Items: [ScalarNode only] }, _) => $"; a single value has no brackets: {FlowText.Of(only)}",
        (SequenceNode { Items.Count: > 0 }, ValueRole.Setting) => UnderGrid(parameter, FlowText.Of(node)),
        (SequenceNode { Items.Count: > 0 }, ValueRole.AxisValue) => "; the values of an axis stand in one list",
        (SequenceNode { Items.Count: > 0 }, ValueRole.Pattern) => "; write an entry for each value",
        (MappingNode mapping, ValueRole.Setting) when parameter.Type is not ScheduleType => ForeignAxis.Translate(parameter, mapping) is { } axis ? UnderGrid(parameter, axis) : "",
        (ScalarNode scalar, _) => Named(parameter, scalar) ?? For(parameter.Type, scalar),
        _ => "",
    };

    /// <summary>The same for the value that a whole section was given: what to write in the section, as far as another tool's value is known.</summary>
    /// <param name="section">The section's key.</param>
    /// <param name="key">The key of the value in it.</param>
    public static string? ForSection(ParameterType type, ScalarNode scalar, string section, string key) =>
        Hint(type, scalar) is { Means: { } means } hint ? Say(hint with { Means = $"{section}: {{ {key}: {means} }}" }) : null;

    private static string UnderGrid(Parameter parameter, string axis) => $"; several values stand under grid: {{ {parameter.ShortName}: {axis} }}";

    // The auto word is a value of the parameter and none of its type.
    private static string? Named(Parameter parameter, ScalarNode scalar)
    {
        if (parameter.AutoWord is not { } word)
            return null;
        if (Hint(parameter.Type, scalar) is { } hint)
            return Say(hint);
        var near = Wording.Suggest(scalar.Text, [word, .. parameter.Type.Names ?? []]);
        return near.Length > 0 ? near : Scalars.KindOf(scalar) == ScalarKind.Null ? $"; write {word}, or leave the key out" : null;
    }

    private static string ForScalar(ParameterType type, ScalarNode scalar)
    {
        if (Hint(type, scalar) is { } hint)
            return Say(hint);
        var suggestion = type.Suggest(scalar);
        return suggestion.Length == 0 && Scalars.KindOf(scalar) == ScalarKind.Null ? "; give it a value, or leave the key out" : suggestion;
    }

    private static ValueHint? Hint(ParameterType type, ScalarNode scalar)
    {
        var folded = FoldedName.Of(Shown(scalar));
        return type.Hints().FirstOrDefault(hint => hint.IsFor(folded));
    }

    private static string Say(ValueHint hint) => hint switch
    {
        { Means: null } => $"; {hint.Advice}",
        { Advice: null } => $"; write {hint.Means}",
        _ => $"; write {hint.Means}. {hint.Advice}",
    };

    private static string Shown(ScalarNode scalar) => Scalars.KindOf(scalar) == ScalarKind.Null ? "null" : scalar.Text;
}
