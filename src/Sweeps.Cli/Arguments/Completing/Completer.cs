using System.CommandLine;
using System.CommandLine.Completions;
using Sweeps.Cli.Output;

namespace Sweeps.Cli.Arguments.Completing;

/// <summary>Answers the scripts that <c>sweeps completion</c> prints: what can stand where a command line is being typed. Reads what it must, and never trains, writes or complains.</summary>
internal static class Completer
{
    /// <summary>The word that a script calls the program with, before the words typed so far. It is no verb: what follows it are the words of another call, whatever they are.</summary>
    public const string Call = "complete";

    /// <summary>More than anybody reads.</summary>
    private const int MostSuggestions = 1000;

    public static bool IsAskedBy(IReadOnlyList<string> words) => words is [Call, ..];

    /// <summary>Writes a line per suggestion, with a tab before what it is about.</summary>
    /// <param name="words">Those after <see cref="Call"/>; the last is the one that is being typed, and may be empty.</param>
    public static int Answer(Command root, IReadOnlyList<string> words, Terminal terminal)
    {
        List<Suggestion> suggestions;
        try
        {
            suggestions = [.. Suggestions(root, words.Count == 0 ? [""] : words).Where(IsOneLine).DistinctBy(suggestion => suggestion.Text, StringComparer.Ordinal).Take(MostSuggestions)];
        }
        catch (Exception)
        {
            // Whoever presses a key wants no message in the middle of a line: for what cannot be read there are no suggestions.
            return ExitCodes.Done;
        }

        foreach (var suggestion in suggestions)
            terminal.Out.WriteLine(suggestion.About is { Length: > 0 } about ? $"{suggestion.Text}\t{about}" : suggestion.Text);
        return ExitCodes.Done;
    }

    /// <summary>What can stand in the place of the last word and begins as it does.</summary>
    public static IEnumerable<Suggestion> Suggestions(Command root, IReadOnlyList<string> words)
    {
        var typed = words[^1];
        if (words.Count == 1)
            return Beginning(typed, typed.StartsWith('-') ? Options(root, []) : root.Subcommands.Where(verb => !verb.Hidden).Select(verb => new Suggestion(verb.Name, verb.Description)));
        if (root.Subcommands.FirstOrDefault(verb => string.Equals(verb.Name, words[0], StringComparison.Ordinal)) is not { } command)
            return [];
        var place = PlaceIn.After(command, [.. words.Skip(1).SkipLast(1)]);
        var context = root.Parse(words, SweepsCommand.Parsing).GetCompletionContext();
        if (place.Awaiting is { } option)
            return Beginning(typed, Of(option.CompletionSources, context));
        if (!place.HasOnlyArguments && typed.StartsWith('-'))
        {
            if (typed.IndexOf('=', StringComparison.Ordinal) is not (> 0 and var end))
                return Beginning(typed, Options(command, place.Given));
            return PlaceIn.Find(command, typed[..end]) is { } joined
                ? Beginning(typed, Of(joined.CompletionSources, context).Select(value => value with { Text = $"{typed[..end]}={value.Text}" }))
                : [];
        }

        return place.Argument(command) is { } argument ? Beginning(typed, Of(argument.CompletionSources, context)) : [];
    }

    private static IEnumerable<Suggestion> Of(List<Func<CompletionContext, IEnumerable<CompletionItem>>> sources, CompletionContext context) =>
        sources.SelectMany(source => source(context)).Select(item => new Suggestion(item.Label, item.Detail));

    private static IEnumerable<Suggestion> Options(Command command, IReadOnlyCollection<Option> given) => PlaceIn.OptionsOf(command)
        .Where(option => !option.Hidden && (option.Arity.MaximumNumberOfValues > 1 || !given.Contains(option)))
        .Select(option => new Suggestion(option.Name, option.Description));

    private static IEnumerable<Suggestion> Beginning(string typed, IEnumerable<Suggestion> suggestions) =>
        suggestions.Where(suggestion => suggestion.Text.StartsWith(typed, StringComparison.Ordinal));

    // A name that a script could not tell from two.
    private static bool IsOneLine(Suggestion suggestion) => !suggestion.Text.Any(char.IsControl);
}
