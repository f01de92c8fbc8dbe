using Sweeps.Core.Parameters;
using Sweeps.Core.Parameters.Hints;
using Sweeps.Core.Text;
using Sweeps.Core.Yaml;

namespace Sweeps.Core.Definitions.Sections;

/// <summary>The state that the readers of sections share: the errors so far, the options that override, and the places of values.</summary>
internal sealed class Reading(ErrorList errors, Overrides overrides, ParameterSet parameters)
{
    private readonly Dictionary<Parameter, ValuePlaces> _seen = [];

    public ErrorList Errors { get; } = errors;

    public Overrides Overrides { get; } = overrides;

    /// <summary>The parameters that can be named.</summary>
    public ParameterSet Parameters { get; } = parameters;

    /// <summary>The places of the handlers that were read.</summary>
    public List<SourceMark> HandlerPlaces { get; } = [];

    /// <summary>The warnings so far.</summary>
    public List<DefinitionWarning> Warnings { get; } = [];

    /// <summary>False if an error says so already.</summary>
    public bool IsSplitKnown { get; set; } = true;

    /// <summary>The values that were read for a parameter, in the base, on axes and in <c>include</c>.</summary>
    public IReadOnlyList<PlacedValue> Seen(Parameter parameter) => _seen.GetValueOrDefault(parameter)?.All ?? [];

    /// <summary>The places of values, by parameter.</summary>
    public IReadOnlyDictionary<Parameter, ValuePlaces> Places => _seen;

    /// <summary>A value of a parameter, or null with an error added.</summary>
    public object? Read(Parameter parameter, Node node, ValueRole role = ValueRole.Setting)
    {
        var value = parameter.Read(node, Errors, role);
        if (value is not null)
            Note(parameter, value, node.Mark);
        return value;
    }

    public void Note(Parameter parameter, object value, SourceMark mark)
    {
        if (!_seen.TryGetValue(parameter, out var places))
            _seen.Add(parameter, places = new ValuePlaces());
        places.Add(value, mark);
    }

    /// <summary>The parameter that a key names, or null with an error added.</summary>
    public Parameter? Parameter(ScalarNode key)
    {
        var parameter = Parameters.Find(key.Text);
        if (parameter is null)
            Errors.Add(key.Mark, Parameters.Unknown(key.Text));
        return parameter;
    }

    /// <summary>The node as a mapping; null without an error if it is left empty.</summary>
    public MappingNode? Mapping(Node? node, string name)
    {
        if (node is null or MappingNode)
            return node as MappingNode;
        if (!IsNothing(node))
            Errors.Add(node.Mark, $"{name} is {node.Described}; it must be a mapping of keys to values{SectionAdvice(name, node)}");
        return null;
    }

    /// <summary>The node as a list; null without an error if it is left empty.</summary>
    public SequenceNode? Sequence(Node? node, string name, string of)
    {
        if (node is null or SequenceNode)
            return node as SequenceNode;
        if (!IsNothing(node))
            Errors.Add(node.Mark, $"{name} is {node.Described}; it must be a list of {of}");
        return null;
    }

    /// <summary>Adds an error for each key that is not allowed.</summary>
    /// <param name="name">What has the keys, for messages.</param>
    /// <param name="scope">The section, or one of <see cref="KeyScope"/>.</param>
    /// <returns>The allowed keys that are meant: one that is missing because it is misspelt is one mistake.</returns>
    public IReadOnlyList<string> CheckKeys(MappingNode mapping, string name, string scope, params IReadOnlyList<string> allowed)
    {
        var meant = new List<string>();
        foreach (var entry in mapping.Entries)
        {
            if (allowed.Contains(entry.Key.Text, StringComparer.Ordinal))
                continue;
            var advice = KeyAdvice.For(Parameters, scope, entry.Key.Text, allowed);
            if (advice.Meant is { } key)
                meant.Add(key);
            Errors.Add(entry.Key.Mark, $"{name} has no key {Wording.Quote(entry.Key.Text)}; allowed: {string.Join(", ", allowed)}{advice.Text}");
        }

        return meant;
    }

    private string SectionAdvice(string section, Node node)
    {
        if (SectionForm.Of(section) is not { } form)
            return "";
        if (form.Main is null || Parameters.Find(form.Main) is not { } main)
            return $"; write {form.Example}";
        var key = main.Name[(main.Name.LastIndexOf('.') + 1)..];
        var name = section[(section.LastIndexOf('.') + 1)..];
        return node switch
        {
            ScalarNode scalar when main.Type.Read(scalar, "", new ErrorList()) is not null => $"; write {name}: {{ {key}: {FlowText.Of(scalar)} }}",
            ScalarNode scalar when ValueAdvice.ForSection(main.Type, scalar, name, key) is { } advice => advice,
            ScalarNode scalar when ValueAdvice.For(main.Type, scalar) is { Length: > 0 } advice => advice,
            SequenceNode { Items.Count: > 0 } => $"; several values stand under grid: {{ {main.ShortName}: {FlowText.Of(node)} }}",
            _ => $"; write {form.Example}",
        };
    }

    public static bool IsNothing(Node? node) => node is null || (node is ScalarNode scalar && Scalars.KindOf(scalar) == ScalarKind.Null);
}
