using System.CommandLine;
using Sweeps.Cli.Arguments.Completing;
using Sweeps.Core.Files;

namespace Sweeps.Cli.Arguments;

/// <summary>Runs of the sweep that a verb is about.</summary>
internal static class RunArgument
{
    private const string Name = "RUN";

    /// <param name="folder">The sweep's, whose runs are suggested.</param>
    /// <param name="composition">Reads the sweep.</param>
    public static Argument<string> One(Argument<SweepPaths> folder, Composition composition) =>
        new Argument<string>(Name) { Description = "A run's id, the beginning of one, or the number of a cell." }.Suggest(at => ResultSuggestions.Runs(at, folder, composition));

    /// <inheritdoc cref="One"/>
    public static Argument<string[]> Several(Argument<SweepPaths> folder, Composition composition) =>
        new Argument<string[]>(Name) { Description = "Runs: ids, beginnings of ids, or numbers of cells.", Arity = ArgumentArity.OneOrMore }.Suggest(at => ResultSuggestions.Runs(at, folder, composition));

    /// <summary>Runs as an option that may be repeated.</summary>
    /// <param name="name">The option's name.</param>
    /// <param name="purpose">What is done with them: the beginning of a sentence that a colon ends.</param>
    /// <param name="folder">The sweep's, whose runs are suggested.</param>
    /// <param name="composition">Reads the sweep.</param>
    public static Option<string[]> Option(string name, string purpose, Argument<SweepPaths> folder, Composition composition) =>
        Checked.Repeated(name, Name, $"{purpose}: an id, the beginning of one, or the number of a cell. Repeatable.").Suggest(at => ResultSuggestions.Runs(at, folder, composition));
}
