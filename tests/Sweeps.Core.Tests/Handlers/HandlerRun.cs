using Sweeps.Core.Handlers;
using Sweeps.Tables;
using Sweeps.Training;

namespace Sweeps.Core.Tests.Handlers;

/// <summary>Runs one shipped handler on one step.</summary>
internal static class HandlerRun
{
    public static HandlerDefinition Define(string kind, params (string Name, object Value)[] options) =>
        Define(HandlerCatalogue.Shipped.Find(kind)!, HandlerSchedule.Always, options);

    public static HandlerDefinition Define(IHandlerKind kind, HandlerSchedule schedule, params (string Name, object Value)[] options)
    {
        var values = kind.Options.ToDictionary(option => option.Name, option => option.Default, StringComparer.Ordinal);
        foreach (var (name, value) in options)
        {
            Assert.True(values.ContainsKey(name), name);
            values[name] = value;
        }

        return new HandlerDefinition(kind.Name, kind, new HandlerOptions(values), schedule);
    }

    public static TableData Rows(IStepView step, string kind, params (string Name, object Value)[] options)
    {
        var tap = new HandlerSet([Define(kind, options)], steps: 1000);
        tap.Observe(step);
        return tap.Tables[0].Rows;
    }

    /// <summary>The leading columns as one string per row: <c>Linear.0 output</c>.</summary>
    public static string[] Subjects(TableData rows) =>
        [.. Enumerable.Range(0, rows.RowCount).Select(row => $"{rows.Column<string>("module").Values[row]} {rows.Column<string>("tensor").Values[row]}")];
}
