using Sweeps.Core.Parameters;
using Sweeps.Engine;

namespace Sweeps.Tests;

/// <summary>What the program has without plugins.</summary>
internal static class Shipped
{
    /// <summary>The parameters, for the models of the managed engine.</summary>
    public static ParameterSet Parameters { get; } = ParameterSet.Of(ManagedModels.Catalogue);

    /// <summary>Of a run whose values nobody asks for.</summary>
    public static ParameterValues NoValues { get; } = new(Parameters, []);

    /// <summary>A value per parameter.</summary>
    public static ParameterValues Values(IEnumerable<object?> values) => new(Parameters, [.. values]);
}
