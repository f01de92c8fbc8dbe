using System.Reflection;

namespace Sweeps.Core;

/// <summary>The version of the product.</summary>
public static class ProductVersion
{
    /// <summary>The version, with the commit that it was built from if that is known: <c>0.1.0+COMMIT</c>.</summary>
    public static string Text { get; } =
        typeof(ProductVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
}
