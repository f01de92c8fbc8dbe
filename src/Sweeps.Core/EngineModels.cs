using Sweeps.Engine;
using Sweeps.Training.Catalogues;

namespace Sweeps.Core;

/// <summary>The models that definitions can choose from. The one place in this project that names the engine they come from.</summary>
internal static class EngineModels
{
    public static ModelCatalogue Catalogue => ManagedModels.Catalogue;
}
