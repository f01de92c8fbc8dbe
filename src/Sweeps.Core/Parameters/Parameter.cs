using Sweeps.Core.Parameters.Hints;
using Sweeps.Core.Yaml;
using Sweeps.Tables;
using Sweeps.Training.Catalogues;

namespace Sweeps.Core.Parameters;

/// <summary>A parameter of a run, which a definition can set and vary.</summary>
public sealed record Parameter
{
    /// <summary>The full name in a definition: <c>model.init.gain</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The name in axes, expressions and options, and of its column in <c>runs.parquet</c>: <c>gain</c>.</summary>
    public required string ShortName { get; init; }

    /// <summary>The type of the values: which are allowed, and how they are read.</summary>
    public required ParameterType Type { get; init; }

    /// <summary>The default value; null for <see cref="AutoWord"/>.</summary>
    public required object? Default { get; init; }

    /// <summary>A description in one sentence.</summary>
    public required string Summary { get; init; }

    /// <summary>The word for a value that follows from other parameters (<c>auto</c>, <c>inherit</c>); null if it takes none.</summary>
    public string? AutoWord { get; init; }

    /// <summary>A text for users that says when the parameter has no effect; null if it always has an effect.</summary>
    public string? NoEffect { get; init; }

    /// <summary>Whether the parameter is part of a run's identity; false if the identity contains it in another form.</summary>
    internal bool Identifies { get; init; } = true;

    /// <summary>Whether the parameter was added after the first version. Its default is not part of a run's identity, and stored runs without a value have the default.</summary>
    internal bool SilentAtDefault { get; init; }

    /// <summary>A value in a run's identity, whether or not it is the default; null for none. <value>Default null: the value's text, and none for a default that is left out.</value></summary>
    internal Func<object, string?>? Identity { get; init; }

    /// <summary>Computes the value that <see cref="AutoWord"/> means.</summary>
    internal Func<CellValues, object>? Auto { get; init; }

    /// <summary>Whether it has no effect in a cell; null if it always has.</summary>
    internal Func<CellValues, bool>? IsInert { get; init; }

    /// <summary>The value that acts instead of one without effect; null if there is none.</summary>
    internal object? Instead { get; init; }

    /// <summary>What its column contains where it has no effect. A parameter that has an effect with every engine but one has its default there, so that its column is the same with each.</summary>
    internal object? WithoutEffect => IsInert is null ? Default : Instead;

    /// <summary>Makes the names that its key has in other tools: PyTorch, Keras, Lightning, Hydra, Optuna, W&amp;B. They are made only for a message.</summary>
    internal Func<IReadOnlyList<KeyNames>>? CalledElsewhere { get; init; }

    /// <summary>The names that an engine has for its values; null if its values are not chosen from a catalogue.</summary>
    internal Func<ModelCatalogue, IEnumerable<string>>? Choices { get; init; }

    /// <summary>Its place among <see cref="ParameterSet.All"/>.</summary>
    internal int Index { get; set; } = -1;

    /// <summary>Its column in <c>runs.parquet</c>.</summary>
    public ColumnSchema Column => new(ShortName, Type.Column, Nullable: IsInert is not null && Instead is null);

    /// <summary>What is allowed, for messages.</summary>
    public string Description => AutoWord is null ? Type.Description : $"{Type.Description}, or {AutoWord}";

    /// <summary>The value of a node (<see cref="CellValues.Auto"/> for its auto word), or null with an error added.</summary>
    internal object? Read(Node node, ErrorList errors, ValueRole role = ValueRole.Pattern)
    {
        if (AutoWord is not null && node is ScalarNode scalar && string.Equals(scalar.Text, AutoWord, StringComparison.Ordinal))
            return CellValues.Auto;
        var found = new ErrorList();
        if (Type.Read(node, ShortName, found) is { } value)
            return value;
        // The type does not know the parameter, so its message about the whole value is replaced. A message about a part of the value is kept.
        var refusal = $"{ShortName} is {node.Described}; it must be ";
        if (found.All is [{ } only] && only.Message.StartsWith(refusal, StringComparison.Ordinal))
            errors.Add(node.Mark, refusal + Description + ValueAdvice.For(this, node, role));
        else
            errors.Add(found);
        return null;
    }

    /// <summary>Whether it is the same object: there is one of each parameter.</summary>
    public bool Equals(Parameter? other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Name);

    /// <summary>The <see cref="ShortName"/>.</summary>
    public override string ToString() => ShortName;
}
