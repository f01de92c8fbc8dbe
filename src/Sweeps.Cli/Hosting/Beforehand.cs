using Sweeps.Core.Definitions;
using Sweeps.Core.Plans;

namespace Sweeps.Cli.Hosting;

/// <summary>What takes longer to compile than to do, begun on another processor while the command line is read.</summary>
internal static class Beforehand
{
    private static ReadOnlySpan<byte> Definition => """
        name: any
        dataset: { source: names, split: { train: 1 } }
        model: { width: 2, depth: 0 }
        grid: { lr: [0.1, 0.2] }
        """u8;

    public static void Begin(string[] args, Composition composition)
    {
        if (args is [var name, ..] && composition.Verbs.Any(verb => verb.ReadsDefinition && string.Equals(verb.Name, name, StringComparison.Ordinal)))
            _ = Task.Run(() => ReadADefinition(composition));
    }

    private static void ReadADefinition(Composition composition)
    {
        var context = new DefinitionContext { Catalogue = composition.Catalogue, Data = composition.Data };
        PlanReader.Plan(DefinitionReader.Read(Definition.ToArray(), "any.yaml", ".", context));
    }
}
