using System.Text.Json.Nodes;
using Sweeps.Core.Parameters.Hints;
using Sweeps.Core.Yaml;
using Sweeps.Tables;
using Sweeps.Training;

namespace Sweeps.Core.Parameters;

/// <summary>How often a run is evaluated: a number of steps, or every epoch.</summary>
internal sealed class IntervalType : ParameterType
{
    private static readonly IntegerType s_steps = new(1, 1_000_000_000);

    public override ColumnType Column => ColumnType.String;

    public override string Description => $"{EvaluationInterval.EpochWord}, or {s_steps.Description} of steps";

    public override IReadOnlyList<string>? Offered => [EvaluationInterval.EpochWord];

    internal override object? Read(Node node, string name, ErrorList errors) =>
        node is ScalarNode { Text: EvaluationInterval.EpochWord } ? EvaluationInterval.EpochWord
        : s_steps.Read(node, name, new ErrorList()) is int steps ? new EvaluationInterval(steps).ToString()
        : Refuse(node, name, errors);

    internal override string Suggest(ScalarNode scalar) => FoldedName.Of(scalar.Text) switch
    {
        "epochs" or "pass" or "passes" or "everyepoch" or "perepoch" or "auto" => $"; write {EvaluationInterval.EpochWord}",
        "0" or "never" or "none" or "no" or "off" or "false" => "; leave evaluate out to evaluate at the end alone",
        _ => "",
    };

    internal override JsonObject Schema() => new() { ["anyOf"] = new JsonArray(new JsonObject { ["const"] = EvaluationInterval.EpochWord }, s_steps.Schema()) };
}
