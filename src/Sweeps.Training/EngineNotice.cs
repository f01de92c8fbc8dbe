namespace Sweeps.Training;

/// <summary>What a user should know of how an engine was loaded.</summary>
/// <param name="Text">A sentence.</param>
/// <param name="IsNews">Whether it came about in this process; if not, it was told before.</param>
public sealed record EngineNotice(string Text, bool IsNews);
