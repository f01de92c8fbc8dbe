namespace Sweeps.Core.Definitions.Hints;

/// <summary>The names of a value in other tools, and what to write instead.</summary>
/// <param name="Setting">The short name of the parameter, or the key, that has the value.</param>
/// <param name="Means">The value here; null if there is none.</param>
/// <param name="Advice">A sentence without a full stop; null if <paramref name="Means"/> says all.</param>
/// <param name="Values">The values elsewhere; how words are joined and letters are cased makes no difference.</param>
internal sealed record ValueHint(string Setting, string? Means, string? Advice, params string[] Values);
