using Sweeps.Core.Definitions;
using Sweeps.Core.Definitions.Hints;
using Sweeps.Core.Definitions.Yaml;
using Sweeps.Tables;
using Sweeps.Training.Catalogues;

namespace Sweeps.Core.Parameters;

/// <summary>A parameter of a run: all that a definition can set and vary.</summary>
public sealed record Parameter
{
    private string? _silenced;
    private bool _canBeInert;

    /// <summary>Where it stands in a definition: <c>model.init.gain</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The name in axes, expressions and options, and of its column in <c>runs.parquet</c>: <c>gain</c>.</summary>
    public required string ShortName { get; init; }

    /// <summary>Which values are allowed, and how they are read.</summary>
    public required ParameterType Type { get; init; }

    /// <summary>What it has if nothing is written; null for <see cref="AutoWord"/>.</summary>
    public required object? Default { get; init; }

    /// <summary>One sentence.</summary>
    public required string Summary { get; init; }

    /// <summary>The word for a value that follows from other parameters (<c>auto</c>, <c>inherit</c>); null if it takes none.</summary>
    public string? AutoWord { get; init; }

    /// <summary>When it has no effect, for people; null if it always has.</summary>
    public string? NoEffect
    {
        get => _silenced ?? field;
        init;
    }

    /// <summary>Whether it belongs to a run's identity; false if what it says stands there in another form.</summary>
    internal bool Identifies { get; init; } = true;

    /// <summary>Whether it was added after the first version: its default leaves no trace in a run's identity, and stored runs that say nothing of it have that.</summary>
    internal bool SilentAtDefault { get; init; }

    /// <summary>The value that <see cref="AutoWord"/> stands for.</summary>
    internal Func<CellValues, object>? Auto { get; init; }

    /// <summary>Whether it has no effect in a cell; null if it always has.</summary>
    internal Func<CellValues, bool>? IsInert
    {
        get => _silenced is null ? field : static _ => true;
        init;
    }

    /// <summary>What acts in the place of an inert value; null if nothing does.</summary>
    internal object? Instead
    {
        get => _silenced is not null && !_canBeInert ? Default : field;
        init;
    }

    /// <summary>The names that an engine has for its values; null if its values are not chosen from a catalogue.</summary>
    internal Func<ModelCatalogue, IEnumerable<string>>? Choices { get; init; }

    /// <summary>Its place among <see cref="ParameterSet.All"/>.</summary>
    internal int Index { get; set; } = -1;

    /// <summary>Its column in <c>runs.parquet</c>.</summary>
    public ColumnSchema Column => new(ShortName, Type.Column, Nullable: IsInert is not null && Instead is null);

    /// <summary>Takes its effect away in every cell. Its column stays as it is: where it always had an effect, its default stands there.</summary>
    /// <param name="where">When it has none, for people.</param>
    internal void Silence(string where)
    {
        _canBeInert = IsInert is not null;
        _silenced = where;
    }

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
        // The type does not know what the value is for. What it says of something inside the value stands.
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
