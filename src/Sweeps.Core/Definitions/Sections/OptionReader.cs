using Sweeps.Core.Handlers;
using Sweeps.Core.Parameters;
using Sweeps.Core.Parameters.Hints;
using Sweeps.Core.Text;
using Sweeps.Core.Yaml;

namespace Sweeps.Core.Definitions.Sections;

/// <summary>Reads an option of a handler as its kind declares it.</summary>
internal static class OptionReader
{
    // Several kinds choose among tensors.
    private static readonly IReadOnlyList<ValueHint> s_tensors =
    [
        new("output", null, "outputs", "out", "activation", "activations", "hidden", "features", "forward"),
        new("gradient", null, "grad", "grads", "gradients", "output_gradient", "output_gradients", "backward"),
        new("weight", null, "weights", "w", "parameter", "parameters", "params"),
        new("weight_gradient", null, "weight_grad", "weight_grads", "weight_gradients", "grad_weight", "dw", "parameter_gradient"),
    ];

    /// <summary>The type of an option's values: of each one, if it is a list.</summary>
    public static ParameterType TypeOf(HandlerOption option) => option.Type switch
    {
        OptionType.Number or OptionType.Numbers => new NumberType(option.Minimum, option.Maximum),
        OptionType.Integer => new IntegerType((long)Math.Max(int.MinValue, option.Minimum), (long)Math.Min(int.MaxValue, option.Maximum)),
        OptionType.Switch => new SwitchType(),
        OptionType.Name or OptionType.Names => new NameType([.. option.Allowed ?? []]) { Hints = () => s_tensors.Where(hint => option.Allowed?.Contains(hint.Means, StringComparer.Ordinal) == true) },
        _ => throw new ArgumentOutOfRangeException(nameof(option), option.Type, "Unknown type of an option."),
    };

    public static bool IsList(HandlerOption option) => option.Type is OptionType.Numbers or OptionType.Names;

    /// <summary>The value as <see cref="HandlerOptions"/> hold it, or null with an error added.</summary>
    public static object? Read(HandlerOption option, string name, Node node, ErrorList errors)
    {
        var type = TypeOf(option);
        if (!IsList(option))
            return type.Read(node, name, errors);
        IReadOnlyList<Node> items = node is SequenceNode sequence ? sequence.Items : [node];
        if (items.Count == 0)
        {
            errors.Add(node.Mark, $"{name} is an empty list; it needs at least one value, each {type.Description}");
            return null;
        }

        var values = items.Select(item => type.Read(item, name, errors)).ToList();
        if (values.Contains(null))
            return null;
        if (option.Type == OptionType.Numbers)
            return values.Cast<double>().ToArray();
        for (var i = 0; i < values.Count; i++)
        {
            if (values.IndexOf(values[i]) == i)
                continue;
            errors.Add(items[i].Mark, $"{name} has {Wording.Quote((string)values[i]!)} twice");
            return null;
        }

        return values.Cast<string>().ToArray();
    }
}
