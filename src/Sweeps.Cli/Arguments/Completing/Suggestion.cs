using System.CommandLine;
using System.CommandLine.Completions;

namespace Sweeps.Cli.Arguments.Completing;

/// <summary>A text that can stand where the command line is being typed.</summary>
/// <param name="Text">The whole word. The word goes on if it ends in '=' or '/'.</param>
/// <param name="About">What it is, in a few words; null if nothing needs to be said.</param>
internal sealed record Suggestion(string Text, string? About = null);

/// <summary>Tells what the values of an option or an argument can be.</summary>
internal static class SuggestionSources
{
    /// <param name="source">Gets the word that has been typed so far and the words before it. It need not leave out what does not begin so.</param>
    public static Option<T> Suggest<T>(this Option<T> option, Func<CompletionContext, IEnumerable<Suggestion>> source)
    {
        option.CompletionSources.Clear();
        option.CompletionSources.Add(context => Items(source(context)));
        return option;
    }

    /// <inheritdoc cref="Suggest{T}(Option{T}, Func{CompletionContext, IEnumerable{Suggestion}})"/>
    public static Argument<T> Suggest<T>(this Argument<T> argument, Func<CompletionContext, IEnumerable<Suggestion>> source)
    {
        // Without it the help shows all suggestions in the place of the name.
        argument.HelpName ??= argument.Name;
        argument.CompletionSources.Clear();
        argument.CompletionSources.Add(context => Items(source(context)));
        return argument;
    }

    private static IEnumerable<CompletionItem> Items(IEnumerable<Suggestion> suggestions) =>
        suggestions.Select(suggestion => new CompletionItem(suggestion.Text, detail: suggestion.About));
}
