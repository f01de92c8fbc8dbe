using Sweeps.Core.Outcomes;
using Sweeps.Core.Tables;
using Sweeps.Core.Tests.Running;
using Sweeps.Tables;
using Sweeps.Tests;

namespace Sweeps.Core.Tests.Results;

/// <summary>Tables of runs with outcomes that a test chooses.</summary>
internal static class GridOfRuns
{
    /// <param name="runs">The values of four parameters, and loss_end; null for a run that diverged.</param>
    public static TableData Of(params IEnumerable<(string Activation, string Norm, double Rate, int Seed, double? End)> runs)
    {
        var table = new TableData(RunsTable.SchemaOf(Shipped.Parameters));
        foreach (var (activation, norm, rate, seed, end) in runs)
            RunsTable.Append(table, table.RowCount, Parameters(activation, norm, rate, seed), Outcome(end));
        return table;
    }

    private static RunOutcome Outcome(double? end) => new()
    {
        Parameters = Shipped.NoValues,
        Run = "0123456789abcdef",
        Status = end is null ? RunStatus.Diverged : RunStatus.Completed,
        DivergedAt = end is null ? 17 : null,
        Losses = new(30, 33, 30, end, end - 30),
        ParameterCount = 4137,
    };

    private static object?[] Parameters(string activation, string norm, double rate, int seed) =>
    [
        .. FakeSweep.Cell(0, rate, (ulong)seed, 5).Parameters.Zip(Shipped.Parameters.Columns, (value, column) => column.Name switch
        {
            "activation" => activation,
            "norm" => norm,
            _ => value,
        }),
    ];
}
