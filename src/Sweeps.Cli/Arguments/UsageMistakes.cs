using System.CommandLine;
using Sweeps.Core.Results.Summaries;
using Sweeps.Core.Text;

namespace Sweeps.Cli.Arguments;

/// <summary>What is wrong with a command line, in words.</summary>
internal static class UsageMistakes
{
    /// <returns>All of it; empty if nothing is.</returns>
    public static IReadOnlyList<string> Of(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var unknown = parsed.UnmatchedTokens.Concat(OptionsTakenForArguments(parsed)).Distinct(StringComparer.Ordinal).ToList();
        if (unknown.Count > 0)
            // What follows a verb that there is not is anybody's guess.
            return [.. unknown.Take(command.Subcommands.Count > 0 ? 1 : unknown.Count).Select(token => Unknown(token, command))];
        if (parsed.Errors.Count == 0)
            return [];
        if (command is RootCommand)
            return [$"a verb is missing: {string.Join(", ", command.Subcommands.Select(verb => verb.Name))}"];
        var missing = command.Arguments
            .Where(argument => argument.Arity.MinimumNumberOfValues > 0 && parsed.GetResult(argument)?.Tokens.Count is null or 0)
            .Select(argument => $"'{command.Name}' needs {argument.Name}: {argument.Description}");
        return [.. missing, .. parsed.Errors
            .Select(error => error.Message)
            .Where(message => !message.StartsWith("Required argument missing for command", StringComparison.Ordinal))
            .Distinct(StringComparer.Ordinal)];
    }

    // A verb that takes any number of files takes a misspelt option for one.
    private static IEnumerable<string> OptionsTakenForArguments(ParseResult parsed) => parsed.CommandResult.Command.Arguments
        .SelectMany(argument => parsed.GetResult(argument)?.Tokens.Select(token => token.Value) ?? [])
        .Where(value => value.StartsWith("--", StringComparison.Ordinal));

    private static string Unknown(string token, Command command)
    {
        var isOption = token.StartsWith('-');
        var candidates = isOption ? command.Options.Select(option => option.Name) : command.Subcommands.Select(verb => verb.Name);
        var what = isOption ? "option" : command.Subcommands.Count > 0 ? "verb" : "place for";
        var suggestion = NearestName.Of(token, candidates) is { } nearest ? $" Did you mean '{nearest}'?" : "";
        return $"There is no {what} '{Texts.Plain(token)}'.{suggestion}";
    }
}
