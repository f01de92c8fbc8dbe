using Sweeps.Core.Parameters;

namespace Sweeps.Core.Definitions.Expressions;

/// <summary>A condition on cells, checked and ready to be asked.</summary>
/// <param name="Mark">Where it stands.</param>
/// <param name="Text">As written.</param>
/// <param name="Holds">Whether a cell satisfies it, by the values that are stated for it.</param>
internal sealed record CellFilter(SourceMark Mark, string Text, Func<CellValues, bool> Holds);
