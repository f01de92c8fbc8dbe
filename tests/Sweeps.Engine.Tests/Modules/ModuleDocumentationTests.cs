using System.Globalization;
using Sweeps.Engine.Activations;
using Sweeps.Engine.Initialisations;
using Sweeps.Engine.Losses;
using Sweeps.Engine.Norms;
using Sweeps.Engine.Optimizers;
using Sweeps.Engine.Parametrizations;
using Sweeps.Engine.Schedules;
using Sweeps.Tests;
using Sweeps.Training.Catalogues;
using Sweeps.Training.Tasks;

namespace Sweeps.Engine.Tests.Modules;

/// <summary>docs/modules.md says of each activation, normalisation, initialisation, optimizer, schedule, loss and task what the catalogue says.</summary>
public sealed class ModuleDocumentationTests
{
    [Fact]
    public void Every_activation_has_its_row() => Assert.Equal(
        ActivationCatalogue.All.Select(activation => Row(activation, activation.ModuleType, activation.GainFormula)), Rows("Activations"));

    [Fact]
    public void Every_normalisation_has_its_row() => Assert.Equal(
        NormCatalogue.All.Select(norm => Row(norm, norm.ModuleType, string.Join(", ", norm.Parameters))), Rows("Normalisations"));

    [Fact]
    public void Every_initialisation_has_its_row() => Assert.Equal(
        InitialisationCatalogue.All.Select(one => Row(one, one.Formula, one.Source)), Rows("Initialisations"));

    [Fact]
    public void Every_parametrization_has_its_row() => Assert.Equal(
        ParametrizationCatalogue.All.Select(one => Row(one, one.Formula, one.Source)), Rows("Parametrizations"));

    [Fact]
    public void Every_schedule_has_its_row() => Assert.Equal(
        ScheduleCatalogue.All.Select(schedule => $"| {Names(schedule)} | {schedule.Formula} | {string.Join("; ", schedule.Numbers.Select(Number).Concat(schedule.List is { } list ? [$"list of {Number(list)}"] : (string[])[]))} | {schedule.Summary} |".Replace("|  |", "| |", StringComparison.Ordinal)),
        Rows("Schedules"));

    /// <summary>The row names all that an optimizer can keep.</summary>
    [Fact]
    public void Every_optimizer_has_its_row() => Assert.Equal(
        OptimizerCatalogue.All.Select(optimizer => Row(optimizer, string.Join(", ", optimizer.Slots(Large(optimizer))))), Rows("Optimizers"));

    [Fact]
    public void Every_loss_has_its_row() => Assert.Equal(LossCatalogue.All.Select(loss => $"| {Names(loss)} | {loss.Summary} |"), Rows("Losses and tasks"));

    [Fact]
    public void Every_task_has_its_row() => Assert.Equal(
        TrainingTasks.All.Select(task => $"| {Names(task)} | `{task.Loss}` | {string.Join(", ", task.Metrics.Select(metric => $"`{metric.Name}`"))} | {task.Summary} |".Replace("|  |", "| |", StringComparison.Ordinal)),
        Rows("Losses and tasks", table: 1));

    [Fact]
    public void Every_metric_has_its_row() => Assert.Equal(
        TrainingTasks.All.SelectMany(task => task.Metrics).DistinctBy(metric => metric.Name).Select(metric => $"| `{metric.Name}` | {(metric.Direction == MetricDirection.Maximize ? "higher" : "lower")} | {metric.Summary} |"),
        Rows("Losses and tasks", table: 2));

    [Fact]
    public void Every_summary_is_a_sentence() => Assert.All(
        (IEnumerable<Descriptor>)[.. ActivationCatalogue.All, .. NormCatalogue.All, .. InitialisationCatalogue.All, .. ParametrizationCatalogue.All, .. OptimizerCatalogue.All, .. ScheduleCatalogue.All, .. LossCatalogue.All, .. TrainingTasks.All],
        descriptor => Assert.True(descriptor.Summary.Length > 5 && descriptor.Summary.EndsWith('.'), descriptor.Name));

    private static string Names(Descriptor descriptor) =>
        $"`{descriptor.Name}`" + (descriptor.Aliases.Count == 0 ? "" : $" ({string.Join(", ", descriptor.Aliases.Select(alias => $"`{alias}`"))})");

    private static string Number(ScheduleNumber number) => string.Create(
        CultureInfo.InvariantCulture, $"`{number.Name}` from {number.Minimum} to {number.Maximum}{(number.Default is { } value ? $", default {value}" : "")}");

    /// <summary>Every option as large as it may be, so that none is at a default that leaves something out.</summary>
    private static OptionValues Large(Descriptor descriptor) => descriptor.Options.OfType<NumberOption>().Aggregate(OptionValues.None, (values, option) => values.With(option, option.Maximum));

    /// <summary>The rows of a table.</summary>
    /// <param name="table">Which one of the chapter, from 0.</param>
    private static IEnumerable<string> Rows(string chapter, int table = 0)
    {
        var lines = File.ReadLines(Path.Combine(Repository.Root, "docs", "modules.md")).SkipWhile(line => !string.Equals(line, $"## {chapter}", StringComparison.Ordinal));
        for (var i = 0; i <= table; i++)
            lines = lines.SkipWhile(line => !line.StartsWith("| ---", StringComparison.Ordinal)).Skip(1);
        return lines.TakeWhile(line => line.StartsWith('|'));
    }

    private static string Row(Descriptor descriptor, params ReadOnlySpan<string?> more)
    {
        var cells = new List<string> { Names(descriptor) };
        foreach (var cell in more)
            cells.Add(cell ?? "");
        cells.Add(string.Join(", ", descriptor.Options.Select(option => $"`{option.ShortName}`")));
        cells.Add(descriptor.Summary);
        return "|" + string.Concat(cells.Select(cell => cell.Length == 0 ? " |" : $" {cell} |"));
    }
}
