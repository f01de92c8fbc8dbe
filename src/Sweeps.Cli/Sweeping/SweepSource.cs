namespace Sweeps.Cli.Sweeping;

/// <summary>A definition as the command line names it.</summary>
/// <param name="File">The definition.</param>
/// <param name="Set">The <c>KEY=VALUE</c> of each <c>--set</c>.</param>
/// <param name="Where">The expression of <c>--where</c>.</param>
/// <param name="Plugins">Assemblies with handlers.</param>
/// <param name="Out">The folder of all results.</param>
internal sealed record SweepSource(string File, IReadOnlyList<string> Set, string? Where, IReadOnlyList<string> Plugins, string Out);
