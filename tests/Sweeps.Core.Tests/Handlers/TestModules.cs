using Sweeps.Engine;
using Sweeps.Training;

namespace Sweeps.Core.Tests.Handlers;

/// <summary>Modules by the names of their types.</summary>
internal static class TestModules
{
    public static ModuleInfo Of(int index, string type, int number, int inputs, int outputs) =>
        new(index, type, RoleOf(type), number, inputs, outputs) { Curve = ManagedModels.Catalogue.CurveOfType(type) };

    /// <summary>The curve of an activation by its module's type.</summary>
    public static ActivationCurve Curve(string type) => ManagedModels.Catalogue.CurveOfType(type) ?? throw new ArgumentException(type, nameof(type));

    private static ModuleRole RoleOf(string type) => type switch
    {
        ModuleInfo.EmbeddingType => ModuleRole.Embedding,
        ModuleInfo.LinearType => ModuleRole.Hidden,
        _ when ManagedModels.Catalogue.CurveOfType(type) is not null => ModuleRole.Activation,
        _ when ManagedModels.Catalogue.Norms.Any(norm => string.Equals(norm.ModuleType, type, StringComparison.Ordinal)) => ModuleRole.Norm,
        _ => throw new ArgumentException(type, nameof(type)),
    };
}
