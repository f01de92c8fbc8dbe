using System.Runtime.Loader;
using Sweeps.Core;
using Sweeps.Core.Definitions;
using Sweeps.Core.Engines;
using Sweeps.Core.Parameters;
using Sweeps.Engine;

namespace Sweeps.Torch.Tests.Tasks;

/// <summary>What a definition with <c>engine: torch</c> and a plugin is read in.</summary>
internal static class PluginEnvironment
{
    // Plugins share the assemblies of this process, as they share those of the installed engine.
    public static SweepEnvironment Create() => new(new SweepCatalogue(
        new EngineCatalogue(new EngineEntry("torch", "LibTorch.", () => Engines.Torch)
        {
            Assembly = name => name.Name is "Sweeps.Torch" or "TorchSharp" ? AssemblyLoadContext.Default.LoadFromAssemblyName(name) : null,
        }),
        ParameterSet.Of(ManagedModels.Catalogue)));
}
