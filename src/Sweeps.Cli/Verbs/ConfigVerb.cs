using System.CommandLine;
using System.Text.Json.Nodes;
using Sweeps.Cli.Arguments;
using Sweeps.Cli.Output;
using Sweeps.Cli.Settings;
using Sweeps.Core.Text;

namespace Sweeps.Cli.Verbs;

/// <summary><c>sweeps config</c></summary>
internal static class ConfigVerb
{
    public const string Name = "config";

    public static Verb Descriptor { get; } = new()
    {
        Name = Name,
        Group = VerbGroup.Program,
        Summary = "Shows your defaults for all calls (workers, results folder, colours), and where each comes from.",
        Examples =
        [
            new("Show what holds, and the file in which to say something else."),
            new("The same as JSON, for a script.", "--json"),
        ],
        Documentation = "docs/commands.md",
        Define = Define,
    };

    private static void Define(Command command, ProgramContext context)
    {
        var json = JsonOption.AddTo(command);
        command.SetAction(parsed =>
        {
            var (terminal, settings) = (context.Terminal, context.Settings);
            foreach (var mistake in settings.Mistakes)
                terminal.Fail(mistake);
            foreach (var (variable, meant) in Misspelt(context.Composition.Variables))
                terminal.Warn($"{variable} is no variable of sweeps; did you mean {meant}?");
            if (parsed.GetValue(json))
                JsonOutput.Write(terminal, ToJson(settings));
            else
                Write(terminal.Out, settings);
            return settings.Mistakes.Count == 0 ? ExitCodes.Done : ExitCodes.Usage;
        });
    }

    /// <summary>Variables that are nearly one of ours. Others may have a meaning for somebody else.</summary>
    private static IEnumerable<(string Variable, string Meant)> Misspelt(IReadOnlyList<string> others)
    {
        string[] known = [.. SettingCatalogue.All.Select(setting => setting.Variable), .. others];
        foreach (var name in Environment.GetEnvironmentVariables().Keys.Cast<string>().Where(name => name.StartsWith("SWEEPS_", StringComparison.Ordinal) && !known.Contains(name, StringComparer.Ordinal)).Order(StringComparer.Ordinal))
            if (NearestName.Of(name["SWEEPS_".Length..], known.Select(one => one["SWEEPS_".Length..])) is { } nearest)
                yield return (name, "SWEEPS_" + nearest);
    }

    private static void Write(TextWriter writer, UserSettings settings)
    {
        var table = new TextTable("setting", "value", "from", "variable");
        foreach (var value in settings.Values)
            table.Add(value.Setting.Name, value.Text, value.Source, value.Setting.Variable);
        table.WriteTo(writer);
        writer.WriteLine();
        writer.WriteLine(settings.Path is null ? "No folder for settings is known: HOME is not set." : $"file: {settings.Path}{(settings.IsThere ? "" : " (not there)")}");
    }

    private static JsonObject ToJson(UserSettings settings) => new()
    {
        ["file"] = settings.Path,
        ["is_there"] = settings.IsThere,
        ["settings"] = JsonOutput.List(settings.Values, value => new JsonObject
        {
            ["name"] = value.Setting.Name,
            ["value"] = value.Text,
            ["from"] = value.Source,
            ["variable"] = value.Setting.Variable,
            ["summary"] = value.Setting.Summary,
        }),
    };
}
