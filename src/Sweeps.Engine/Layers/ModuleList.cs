namespace Sweeps.Engine.Layers;

/// <summary>The modules of an architecture as this engine's catalogue has them.</summary>
internal static class ModuleList
{
    public static IReadOnlyList<ModuleInfo> Of(NetworkSettings network) => Architecture.Modules(network, ManagedModels.Catalogue);
}
