using System.CommandLine;
using Sweeps.Cli.Sweeping;
using Sweeps.Core.Text;

namespace Sweeps.Cli.Verbs;

/// <summary>A verb of the program. The command line, its help, its completion and the tests of all these follow from the list of them, <see cref="VerbCatalogue"/>.</summary>
internal sealed record Verb
{
    /// <summary>What is typed after <c>sweeps</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Where it stands in the overview.</summary>
    public required VerbGroup Group { get; init; }

    /// <summary>What it does, in one sentence.</summary>
    public required string Summary { get; init; }

    /// <summary>Calls that are useful as they stand, on shipped experiments and their results; at least two.</summary>
    public required IReadOnlyList<VerbExample> Examples { get; init; }

    /// <summary>The document that says more: <c>docs/operations.md</c>.</summary>
    public required string Documentation { get; init; }

    /// <summary>Adds its arguments, options and action.</summary>
    public required Action<Command, ProgramContext> Define { get; init; }

    /// <summary>Whether it reads a definition: the compiler warms up for that while the command line is read.</summary>
    public bool ReadsDefinition { get; init; }

    public Command ToCommand(ProgramContext context)
    {
        var command = new Command(Name, Summary);
        Define(command, context);
        return command;
    }
}

/// <summary>An example of a verb.</summary>
/// <param name="Purpose">What the call is for, in one sentence.</param>
/// <param name="Words">What is typed after the verb, a word each.</param>
internal sealed record VerbExample(string Purpose, params IReadOnlyList<string> Words)
{
    /// <summary>What the shell is told besides: <c>&gt; summary.csv</c>.</summary>
    public string? Then { get; init; }

    /// <summary>The line to type.</summary>
    public string Line(string verb) => string.Join(' ', [ProgramFile.Name, verb, .. Words.Select(Quote), .. Then is null ? Array.Empty<string>() : [Then]]);

    // As people write it: a condition has single quotes of its own. Shells take '!=' between double quotes as it is.
    private static string Quote(string word) => word.Contains('\'', StringComparison.Ordinal) && word.Replace("!=", "", StringComparison.Ordinal).IndexOfAny(['"', '$', '`', '\\', '!']) < 0 ? $"\"{word}\"" : ShellWords.Quote(word);
}
