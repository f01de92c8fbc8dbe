using Sweeps.Core.Parameters;
using Sweeps.Core.Yaml;

namespace Sweeps.Core.Definitions.Expressions;

/// <summary>A checked condition on cells.</summary>
/// <param name="Mark">The place of the condition.</param>
/// <param name="Text">The condition as written.</param>
/// <param name="Holds">Whether a cell satisfies it, by the values that are stated for it.</param>
internal sealed record CellFilter(SourceMark Mark, string Text, Func<CellValues, bool> Holds);
