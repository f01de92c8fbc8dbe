using Sweeps.Cli.Output;

namespace Sweeps.Cli;

/// <summary>What a verb works with: what there is, and where it writes.</summary>
internal sealed record ProgramContext(Composition Composition, Terminal Terminal);
