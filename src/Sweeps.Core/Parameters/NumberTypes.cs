using System.Text.Json.Nodes;
using Sweeps.Core.Parameters.Hints;
using Sweeps.Core.Text;
using Sweeps.Core.Yaml;
using Sweeps.Tables;

namespace Sweeps.Core.Parameters;

/// <summary>Whole numbers; int, or long where 32 bits are too few.</summary>
internal sealed class IntegerType(long minimum, long maximum, ColumnType column = ColumnType.Int32) : ParameterType
{
    public override ColumnType Column => column;

    public override string Description => $"a whole number from {minimum} to {maximum}";

    internal override object? Read(Node node, string name, ErrorList errors) =>
        node is ScalarNode scalar && Scalars.KindOf(scalar) is ScalarKind.Integer or ScalarKind.Float
        && Scalars.Whole(scalar) is { } whole && whole >= minimum && whole <= maximum
            ? Box(whole)
            : Refuse(node, name, errors);

    internal override string Suggest(ScalarNode scalar) => WrittenNumber.Suggest(this, scalar);

    internal override object? FromNumber(double value)
    {
        var whole = Math.Round(value, MidpointRounding.AwayFromZero);
        return whole >= minimum && whole <= maximum ? Box((long)whole) : null;
    }

    internal override JsonObject Schema() => new() { ["type"] = "integer", ["minimum"] = minimum, ["maximum"] = maximum };

    private object Box(long whole) => column == ColumnType.Int32 ? (object)(int)whole : whole;
}

/// <summary>Finite numbers in a closed range, or in one that leaves out its lower end.</summary>
internal sealed class NumberType(double minimum, double maximum, bool aboveMinimum = false) : ParameterType
{
    public override ColumnType Column => ColumnType.Double;

    public override string Description => minimum == double.MinValue && maximum == double.MaxValue ? "a finite number"
        : aboveMinimum
        ? $"a finite number above {Wording.Number(minimum)} and up to {Wording.Number(maximum)}"
        : $"a finite number from {Wording.Number(minimum)} to {Wording.Number(maximum)}";

    internal override object? Read(Node node, string name, ErrorList errors) =>
        node is ScalarNode scalar && Scalars.KindOf(scalar) is ScalarKind.Integer or ScalarKind.Float
            ? FromNumber(Scalars.Number(scalar)) ?? Refuse(node, name, errors)
            : Refuse(node, name, errors);

    internal override string Suggest(ScalarNode scalar) => WrittenNumber.Suggest(this, scalar);

    internal override object? FromNumber(double value) =>
        value >= minimum && value <= maximum && !(aboveMinimum && value == minimum) ? value : null;

    internal override JsonObject Schema()
    {
        var schema = new JsonObject { ["type"] = "number" };
        if (minimum != double.MinValue)
            schema[aboveMinimum ? "exclusiveMinimum" : "minimum"] = minimum;
        if (maximum != double.MaxValue)
            schema["maximum"] = maximum;
        return schema;
    }
}

internal sealed class SwitchType : ParameterType
{
    public override ColumnType Column => ColumnType.Boolean;

    public override string Description => "true or false";

    internal override object? Read(Node node, string name, ErrorList errors) =>
        node is ScalarNode scalar && Scalars.KindOf(scalar) == ScalarKind.Boolean ? Scalars.Boolean(scalar) : Refuse(node, name, errors);

    internal override string Suggest(ScalarNode scalar) => FoldedName.Of(scalar.Text) switch
    {
        "true" or "yes" or "on" or "y" or "1" => "; write true",
        "false" or "no" or "off" or "n" or "0" or "none" => "; write false",
        _ => "",
    };

    internal override JsonObject Schema() => new() { ["type"] = "boolean" };
}
