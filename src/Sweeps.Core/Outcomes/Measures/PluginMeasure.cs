using Sweeps.Tables;

namespace Sweeps.Core.Outcomes.Measures;

/// <summary>A plugin's measure under the name that a definition gives it. Exceptions of its code are reported with its name.</summary>
internal sealed class PluginMeasure(MeasureLabel label, IMeasure measure) : IMeasure
{
    public string Name => label.Name;

    public string Unit => label.Unit.Length > 0 ? label.Unit : measure.Unit;

    public string Description => label.Description.Length > 0 ? label.Description : measure.Description;

    public MeasureDirection Better => label.Better is MeasureDirection.None ? measure.Better : label.Better;

    public ColumnType Type => measure.Type;

    public object? Of(MeasuredRun run)
    {
        try
        {
            return measure.Of(run);
        }
        catch (Exception exception)
        {
            throw new Handlers.PluginException($"The measure '{Name}' (kind {measure.Name}) failed for the run {run.Outcome.Run}: {exception.GetType().Name}: {exception.Message}", exception);
        }
    }
}
