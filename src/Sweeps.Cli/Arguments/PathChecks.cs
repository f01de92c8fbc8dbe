using System.CommandLine;
using System.CommandLine.Parsing;

namespace Sweeps.Cli.Arguments;

/// <summary>Refuses the empty path, which a script gives whose variable is not set: the file system takes it for a mistake of the program.</summary>
internal static class PathChecks
{
    /// <param name="allowed">What the path is: <c>a folder</c>.</param>
    public static Option<T> NotEmpty<T>(this Option<T> option, string allowed)
    {
        option.Validators.Add(result => Check(result, result.Tokens, option.Name, allowed));
        return option;
    }

    /// <inheritdoc cref="NotEmpty{T}(Option{T}, string)"/>
    public static Argument<T> NotEmpty<T>(this Argument<T> argument, string allowed)
    {
        argument.Validators.Add(result => Check(result, result.Tokens, argument.Name, allowed));
        return argument;
    }

    private static void Check(SymbolResult result, IReadOnlyList<Token> tokens, string name, string allowed)
    {
        if (tokens.Any(token => token.Value.Length == 0))
            result.AddError($"{name} is empty; it must be {allowed}.");
    }
}
