using Sweeps.Core.Outcomes;
using Sweeps.Core.Plans;
using Sweeps.Core.Store;
using Sweeps.Core.Verification;
using Sweeps.Tests;

namespace Sweeps.Core.Tests.Verification;

public sealed class RunOriginTests
{
    private static readonly string s_oldList = new('a', 64);
    private static readonly string s_newList = new('b', 64);
    private static readonly object?[] s_parameters = [.. Shipped.Parameters.Columns.Select(Value)];

    [Theory]
    [InlineData(false, false, null, null)]
    [InlineData(true, false, "the data changed", "engine")]
    [InlineData(false, true, "the engine's arithmetic changed", "data")]
    [InlineData(true, true, "the engine's arithmetic changed", null)]
    public void Says_which_of_data_and_engine_changed(bool data, bool engine, string? told, string? notTold)
    {
        var run = Run(new RunIdentity(Shipped.Parameters.All, "engine 1").Hash(s_parameters, s_oldList));
        StoredExecution[] known = [Execution("engine 1", s_oldList), Execution("engine 2", s_newList)];
        var origin = RunOrigin.Of(run, known);
        Assert.Equal(new RunOrigin("engine 1", s_oldList), origin);

        var now = new RunOrigin(engine ? "engine 2" : "engine 1", data ? s_newList : s_oldList);
        var changes = origin!.Changes(now, "was", "is now");
        if (told is null)
            Assert.Null(changes);
        else
            Assert.Contains(told, changes, StringComparison.Ordinal);
        if (notTold is not null)
            Assert.DoesNotContain(notTold, changes, StringComparison.Ordinal);
    }

    [Fact]
    public void An_id_that_no_known_engine_and_list_give_has_no_origin() =>
        Assert.Null(RunOrigin.Of(Run(new RunIdentity(Shipped.Parameters.All, "engine 3").Hash(s_parameters, s_oldList)), [Execution("engine 1", s_oldList)]));

    private static RunOutcome Run(ulong id) => new()
    {
        Run = id.ToString("x16", System.Globalization.CultureInfo.InvariantCulture),
        Parameters = Shipped.Values(s_parameters),
        Status = RunStatus.Completed,
        Losses = new(null, 0, null, null, null),
    };

    private static StoredExecution Execution(string arithmetic, string list) =>
        new("", [], [], null, arithmetic, new Dictionary<string, string>(StringComparer.Ordinal) { ["words.txt"] = list });

    private static object? Value(Sweeps.Tables.ColumnSchema column) => column.Nullable ? null : column.Type switch
    {
        Sweeps.Tables.ColumnType.Int32 => 1,
        Sweeps.Tables.ColumnType.Int64 => 1L,
        Sweeps.Tables.ColumnType.Double => 0.5,
        Sweeps.Tables.ColumnType.Boolean => true,
        _ => "x",
    };
}
