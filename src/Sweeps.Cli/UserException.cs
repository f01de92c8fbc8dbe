using Sweeps.Core.Yaml;

namespace Sweeps.Cli;

/// <summary>Something that the user can put right: told in words, without a stack.</summary>
internal class UserException(string message, int exitCode = ExitCodes.Usage) : Exception(message)
{
    public int ExitCode { get; } = exitCode;

    /// <summary>The message of an argument that was refused, without the name that it has in the code.</summary>
    public static UserException Of(ArgumentException refused)
    {
        var appended = refused.ParamName is null ? -1 : refused.Message.LastIndexOf($" (Parameter '{refused.ParamName}')", StringComparison.Ordinal);
        return new UserException(appended < 0 ? refused.Message : refused.Message[..appended]);
    }
}

/// <summary>Definitions that are not valid, with all that is wrong with them.</summary>
internal sealed class InvalidDefinitionException(IReadOnlyList<DefinitionError> errors)
    : UserException($"{errors.Count} {(errors.Count == 1 ? "mistake" : "mistakes")}; nothing was trained or written.")
{
    public IReadOnlyList<DefinitionError> Errors { get; } = errors;
}
