using System.CommandLine;
using Sweeps.Cli.Arguments.Completing;

namespace Sweeps.Cli.Arguments;

/// <summary>The definitions that a verb is about, by their files.</summary>
internal static class DefinitionArgument
{
    private const string Name = "FILE";

    /// <summary>One definition.</summary>
    public static Argument<string> One() => new Argument<string>(Name) { Description = "A definition." }.NotEmpty("a definition").Suggest(PathSuggestions.Definitions);

    /// <summary>At least one.</summary>
    /// <param name="description">What may be named.</param>
    /// <param name="allowed">What each of them is, for messages: <c>a definition</c>.</param>
    public static Argument<string[]> Several(string description, string allowed = "a definition") =>
        new Argument<string[]>(Name) { Description = description, Arity = ArgumentArity.OneOrMore }.NotEmpty(allowed).Suggest(PathSuggestions.Definitions);
}
