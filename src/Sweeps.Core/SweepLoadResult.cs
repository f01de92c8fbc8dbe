using Sweeps.Core.Yaml;

namespace Sweeps.Core;

/// <summary>A sweep, or everything that is wrong with its definition.</summary>
/// <param name="Sweep">Null if there are errors.</param>
/// <param name="Errors">All mistakes with their line and column, in the order of their places; none if the definition is valid.</param>
public sealed record SweepLoadResult(Sweep? Sweep, IReadOnlyList<DefinitionError> Errors)
{
    /// <summary>The sweep.</summary>
    /// <exception cref="InvalidSweepException">There are errors.</exception>
    public Sweep Valid => Sweep ?? throw new InvalidSweepException(Errors);
}

/// <summary>A definition is not valid.</summary>
/// <param name="errors">All that is wrong with it.</param>
public sealed class InvalidSweepException(IReadOnlyList<DefinitionError> errors) : Exception(string.Join(Environment.NewLine, errors))
{
    /// <summary>All that is wrong with the definition, with line and column.</summary>
    public IReadOnlyList<DefinitionError> Errors { get; } = errors;
}

/// <summary>A folder is not the results folder of a sweep.</summary>
/// <param name="message">A sentence that names the folder.</param>
public sealed class NoSweepException(string message) : Exception(message);
