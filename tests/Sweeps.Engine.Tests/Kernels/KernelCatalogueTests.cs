using System.Reflection;
using Sweeps.Engine.Kernels;
using Sweeps.Engine.Kernels.Activations;

namespace Sweeps.Engine.Tests.Kernels;

/// <summary>The same bits in lanes of every width, for every kernel there is.</summary>
public class KernelCatalogueTests
{
    private static readonly string?[] Namespaces = [typeof(Padded).Namespace, typeof(Relu).Namespace];

    public static TheoryData<string> Names => [.. KernelCatalogue.Entries.Select(entry => entry.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_width_gives_the_bits_of_one_lane(string kernel) =>
        Assert.Null(WidthComparison.FirstDifference<float>(Entry(kernel)));

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_width_gives_the_bits_of_one_lane_in_float64(string kernel) =>
        Assert.Null(WidthComparison.FirstDifference<double>(Entry(kernel)));

    [Fact]
    public void Every_kernel_is_in_the_catalogue()
    {
        var types = typeof(Padded).Assembly.GetTypes()
            .Where(t => t.Namespace is { } name && Namespaces.Contains(name) && !t.IsNested)
            .ToList();
        var methods = types.Where(t => t is { IsAbstract: true, IsSealed: true }).SelectMany(Methods);
        var activations = types.Where(t => t.IsValueType && t.IsAssignableTo(typeof(IActivation))).Select(t => t.Name);
        var covered = KernelCatalogue.Entries.SelectMany(entry => entry.Covers).Concat(KernelCatalogue.DoubleFunctions).Distinct();
        Assert.Equal(methods.Concat(activations).Order(StringComparer.Ordinal), covered.Order(StringComparer.Ordinal));
    }

    private static KernelEntry Entry(string name) =>
        KernelCatalogue.Entries.Single(entry => string.Equals(entry.Name, name, StringComparison.Ordinal));

    private static IEnumerable<string> Methods(Type type) => type
        .GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
        .Select(method => $"{type.Name.Split('`')[0]}.{method.Name}")
        .Distinct();
}
