using System.Globalization;
using Sweeps.Engine.Activations;
using Sweeps.Engine.Initialisations;
using Sweeps.Engine.Norms;
using Sweeps.Engine.Schedules;
using Sweeps.Tests;
using Sweeps.Training.Catalogues;

namespace Sweeps.Engine.Tests.Modules;

/// <summary>docs/modules.md says of each activation, normalisation, initialisation and schedule what the catalogue says.</summary>
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
    public void Every_schedule_has_its_row() => Assert.Equal(
        ScheduleCatalogue.All.Select(schedule => $"| {Names(schedule)} | {schedule.Formula} | {string.Join("; ", schedule.Numbers.Select(Number))} | {schedule.Summary} |".Replace("|  |", "| |", StringComparison.Ordinal)),
        Rows("Schedules"));

    [Fact]
    public void Every_summary_is_a_sentence() => Assert.All(
        ActivationCatalogue.All.Cast<Descriptor>().Concat(NormCatalogue.All).Concat(InitialisationCatalogue.All).Concat(ScheduleCatalogue.All), descriptor => Assert.True(descriptor.Summary.Length > 5 && descriptor.Summary.EndsWith('.'), descriptor.Name));

    private static string Names(Descriptor descriptor) =>
        $"`{descriptor.Name}`" + (descriptor.Aliases.Count == 0 ? "" : $" ({string.Join(", ", descriptor.Aliases.Select(alias => $"`{alias}`"))})");

    private static string Number(ScheduleNumber number) => string.Create(
        CultureInfo.InvariantCulture, $"`{number.Name}` from {number.Minimum} to {number.Maximum}{(number.Default is { } value ? $", default {value}" : "")}");

    private static IEnumerable<string> Rows(string chapter) => File.ReadLines(Path.Combine(Repository.Root, "docs", "modules.md"))
        .SkipWhile(line => !string.Equals(line, $"## {chapter}", StringComparison.Ordinal))
        .SkipWhile(line => !line.StartsWith("| ---", StringComparison.Ordinal))
        .Skip(1)
        .TakeWhile(line => line.StartsWith('|'));

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
