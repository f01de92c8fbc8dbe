using System.CommandLine;

namespace Sweeps.Cli.Arguments.Completing;

/// <summary>Where in a verb's command line the next word stands.</summary>
/// <param name="Awaiting">The option whose value it is; null if the word before it is none that needs one.</param>
/// <param name="Arguments">How many arguments there are before it.</param>
/// <param name="HasOnlyArguments">Whether it stands after <c>--</c>.</param>
/// <param name="Given">The options before it.</param>
internal sealed record PlaceIn(Option? Awaiting, int Arguments, bool HasOnlyArguments, IReadOnlyCollection<Option> Given)
{
    /// <param name="words">The words between the verb and the one that is being typed.</param>
    public static PlaceIn After(Command command, IReadOnlyList<string> words)
    {
        Option? awaiting = null;
        var arguments = 0;
        var hasOnlyArguments = false;
        var given = new List<Option>();
        foreach (var word in words)
        {
            if (awaiting is not null)
            {
                awaiting = null;
            }
            else if (hasOnlyArguments || !word.StartsWith('-'))
            {
                arguments++;
            }
            else if (word is "--")
            {
                hasOnlyArguments = true;
            }
            else if (Find(command, word.Split('=')[0]) is { } option)
            {
                given.Add(option);
                awaiting = option.Arity.MinimumNumberOfValues > 0 && !word.Contains('=', StringComparison.Ordinal) ? option : null;
            }
        }

        return new(awaiting, arguments, hasOnlyArguments, given);
    }

    /// <summary>The argument that stands there; null if the verb has no more.</summary>
    public Argument? Argument(Command command) =>
        Arguments < command.Arguments.Count ? command.Arguments[Arguments]
        : command.Arguments.LastOrDefault() is { Arity.MaximumNumberOfValues: > 1 } repeated ? repeated
        : null;

    /// <summary>The options of a verb, those of the whole program included.</summary>
    public static IEnumerable<Option> OptionsOf(Command command) =>
        command.Options.Concat(command.Parents.OfType<Command>().SelectMany(parent => parent.Options.Where(option => option.Recursive)));

    public static Option? Find(Command command, string name) =>
        OptionsOf(command).FirstOrDefault(option => string.Equals(option.Name, name, StringComparison.Ordinal) || option.Aliases.Contains(name, StringComparer.Ordinal));
}
