using System.Globalization;
using Sweeps.Cli.Arguments;

namespace Sweeps.Cli.Settings;

/// <summary>All settings of the user's: a new one needs its entry here and the place that asks for it.</summary>
internal static class SettingCatalogue
{
    public static Setting Workers { get; } = new(
        "workers",
        "Runs trained at once, where --workers says nothing.",
        $"a whole number from 1 to {Checked.MostWorkers}",
        Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture),
        text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= Checked.MostWorkers);

    public static Setting Results { get; } = new(
        "results",
        "The folder of all results, where --out says nothing.",
        "a folder, which need not be there yet",
        "results",
        text => text.Length > 0 && !text.Contains('\0', StringComparison.Ordinal));

    public static Setting Color { get; } = new(
        "color",
        "Whether there are colours: auto for a terminal that has them, unless NO_COLOR is set.",
        "auto, always or never",
        "auto",
        text => text is "auto" or "always" or "never");

    public static IReadOnlyList<Setting> All { get; } = [Workers, Results, Color];
}
