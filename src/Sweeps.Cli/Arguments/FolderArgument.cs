using System.CommandLine;
using Sweeps.Cli.Arguments.Completing;
using Sweeps.Cli.Settings;
using Sweeps.Core.Files;

namespace Sweeps.Cli.Arguments;

/// <summary>The sweep that a verb is about, by its folder.</summary>
internal static class FolderArgument
{
    /// <param name="settings">The user's: the sweeps in the folder of all results are suggested first.</param>
    /// <param name="more">What the folder must be besides.</param>
    public static Argument<SweepPaths> Create(UserSettings settings, string name = "DIR", string more = "") => new Argument<SweepPaths>(name)
    {
        Description = $"A sweep's folder, results/<name>{more}.",
        CustomParser = result =>
        {
            if (result.Tokens[0].Value is { Length: > 0 } folder)
                return SweepPaths.OfFolder(folder);
            result.AddError($"{name} is empty; it must be a sweep's folder, results/<name>.");
            return null;
        },
    }.Suggest(context => ResultSuggestions.Sweeps(context, settings));
}
