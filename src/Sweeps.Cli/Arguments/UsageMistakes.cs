using System.CommandLine;
using System.CommandLine.Parsing;
using Sweeps.Cli.Sweeping;
using Sweeps.Cli.Verbs;
using Sweeps.Core.Files;
using Sweeps.Core.Text;

namespace Sweeps.Cli.Arguments;

/// <summary>What is wrong with a command line, in words.</summary>
internal static class UsageMistakes
{
    /// <returns>All of it; empty if nothing is.</returns>
    public static IReadOnlyList<string> Of(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        if (command is RootCommand)
            return OfNoVerb(parsed, command);
        var misplaced = Misplaced(parsed, command).Distinct(StringComparer.Ordinal).ToList();
        if (misplaced.Count > 0)
            // What else is said follows from these.
            return misplaced;
        var options = command.Options.Where(option => parsed.GetResult(option) is { Implicit: false }).SelectMany(option => WithValues(parsed, option));
        return [.. Missing(parsed, command).Concat(options).Concat(parsed.Errors.Where(error => !IsToldBetter(error)).Select(error => error.Message)).Distinct(StringComparer.Ordinal)];
    }

    private static string[] OfNoVerb(ParseResult parsed, Command command)
    {
        // What follows a verb that there is not is anybody's guess.
        if (parsed.UnmatchedTokens is [var unknown, ..])
            return [unknown.StartsWith('-') ? Unknown("option", unknown, command.Options.Select(option => option.Name)) : UnknownVerb(unknown, command)];
        return parsed.Errors.Count == 0 ? [] : [$"a verb is missing: {string.Join(", ", command.Subcommands.Select(verb => verb.Name))}"];
    }

    private static string UnknownVerb(string verb, Command command)
    {
        var told = Unknown("verb", verb, command.Subcommands.Select(known => known.Name));
        if (FileProbe.SeemsReadable(verb))
            return $"{told} If it is a definition: {Invocation.Of(RunVerb.Name, verb)}";
        return FileProbe.Apparent(verb) is FileKind.Folder ? $"{told} If it is a sweep's folder: {Invocation.Of(StatusVerb.Name, verb)}" : told;
    }

    /// <summary>Words that have no place where they stand.</summary>
    private static IEnumerable<string> Misplaced(ParseResult parsed, Command command)
    {
        var names = command.Options.Select(option => option.Name).ToList();
        foreach (var token in parsed.Tokens.TakeWhile(token => token.Type is not TokenType.Command))
            yield return token.Value.StartsWith('-')
                ? $"'{Texts.Plain(token.Value)}' stands before the verb; options follow it: {command.Name} … {Texts.Plain(token.Value)}"
                : Unknown("verb", token.Value, command.Parents.OfType<Command>().SelectMany(root => root.Subcommands).Select(verb => verb.Name));

        var before = parsed.Tokens.TakeWhile(token => token.Type is not TokenType.Command).Select(token => token.Value).ToHashSet(StringComparer.Ordinal);
        var afterDashes = parsed.Tokens.SkipWhile(token => token.Type is not TokenType.DoubleDash).Skip(1).Select(token => token.Value).ToHashSet(StringComparer.Ordinal);
        var arguments = command.Arguments.SelectMany(argument => parsed.GetResult(argument)?.Tokens.Select(token => token.Value) ?? []);
        var needed = string.Join(" or ", command.Arguments.Select(argument => argument.Name));
        foreach (var value in arguments.Where(value => value.StartsWith('-')))
        {
            if (!afterDashes.Contains(value))
                yield return Unknown("option", value, names) + (value.StartsWith("--", StringComparison.Ordinal) ? "" : $" A {needed} that begins with '-' is written './{Texts.Plain(value)}'.");
            else if (names.Contains(value.Split('=')[0], StringComparer.Ordinal) && FileProbe.Apparent(value) is FileKind.Missing)
                yield return $"'{Texts.Plain(value)}' stands after '--', and everything there is a {needed}: put options before '--'.";
        }

        foreach (var token in parsed.UnmatchedTokens.Where(token => !before.Contains(token)))
            yield return token.StartsWith('-') && !afterDashes.Contains(token) ? Unknown("option", token, names) : $"There is no place for '{Texts.Plain(token)}'.";
    }

    private static IEnumerable<string> Missing(ParseResult parsed, Command command) => command.Arguments
        .Where(argument => argument.Arity.MinimumNumberOfValues > 0 && parsed.GetResult(argument)?.Tokens.Count is null or 0)
        .Select(argument => $"'{command.Name}' needs {argument.Name}: {argument.Description}");

    /// <summary>An option without its value, with another option for a value, or with more values than it takes.</summary>
    private static IEnumerable<string> WithValues(ParseResult parsed, Option option)
    {
        if (parsed.GetResult(option) is not { } result || option.Arity.MinimumNumberOfValues == 0)
            yield break;
        var values = result.Tokens.Select(token => token.Value).ToList();
        if (values.Count == 0)
            yield return $"{option.Name} needs {option.HelpName}: {option.Description}";
        foreach (var value in values.Where(value => parsed.CommandResult.Command.Options.Any(other => string.Equals(other.Name, value, StringComparison.Ordinal))))
            yield return $"{option.Name} needs {option.HelpName}, and '{value}' follows it. If that is meant: {option.Name}={value}";
        if (values.Count > option.Arity.MaximumNumberOfValues)
            yield return $"{option.Name} is given {values.Count} times ({string.Join(", ", values.Select(value => $"'{Texts.Plain(value)}'"))}): give it once.";
    }

    private static bool IsToldBetter(ParseError error) => error.SymbolResult switch
    {
        OptionResult option => option.Tokens.Count < option.Option.Arity.MinimumNumberOfValues || option.Tokens.Count > option.Option.Arity.MaximumNumberOfValues,
        ArgumentResult argument => argument.Tokens.Count == 0,
        _ => error.Message.StartsWith("Required argument missing for command", StringComparison.Ordinal),
    };

    /// <summary>That there is no such thing, with the nearest name.</summary>
    /// <param name="what">What it would be: <c>verb</c>.</param>
    public static string Unknown(string what, string name, IEnumerable<string> candidates) =>
        $"There is no {what} '{Texts.Plain(name)}'.{(NearestName.Of(name, candidates) is { } nearest && !string.Equals(nearest, name, StringComparison.Ordinal) ? $" Did you mean '{nearest}'?" : "")}";
}
