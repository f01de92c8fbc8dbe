using Sweeps.Core.Datasets;
using Sweeps.Core.Definitions;
using Sweeps.Core.Handlers;
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

    public static void Begin(string[] args)
    {
        if (args is ["run" or "plan" or "submit", ..])
            _ = Task.Run(ReadADefinition);
    }

    private static void ReadADefinition()
    {
        var context = new DefinitionContext { HandlerKinds = HandlerCatalogue.Shipped.Kinds, Data = DataCatalogue.FromEnvironment() };
        PlanReader.Plan(DefinitionReader.Read(Definition.ToArray(), "any.yaml", ".", context), "");
    }
}
