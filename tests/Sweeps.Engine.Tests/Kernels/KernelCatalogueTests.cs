using System.Reflection;
using Sweeps.Engine.Activations;
using Sweeps.Engine.Layers;
using Sweeps.Engine.Losses;
using Sweeps.Engine.Norms;
using Sweeps.Engine.Optimizers;
using Sweeps.Engine.Products;
using Sweeps.Numerics.Functions;
using Sweeps.Tests;

namespace Sweeps.Engine.Tests.Kernels;

/// <summary>The same bits in lanes of every width, for every kernel there is.</summary>
[Kind(TestKind.Long)]
public class KernelCatalogueTests
{
    /// <summary>The rooms that hold kernels.</summary>
    private static readonly string?[] s_rooms =
    [
        typeof(Padded).Namespace, typeof(Relu).Namespace, typeof(LayerNorm<,>).Namespace, typeof(LossSum).Namespace, typeof(SgdKernel<,>).Namespace,
        typeof(EmbeddingRows<,>).Namespace, typeof(Elementary).Namespace,
    ];

    public static TheoryData<string> Names => [.. KernelCatalogue.Entries.Select(entry => entry.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_width_gives_the_bits_of_one_lane(string kernel) =>
        NoDifference(WidthComparison.FirstDifference<float>(Entry(kernel)));

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_width_gives_the_bits_of_one_lane_in_float64(string kernel) =>
        NoDifference(WidthComparison.FirstDifference<double>(Entry(kernel)));

    [Fact]
    public void Every_kernel_is_in_the_catalogue()
    {
        var types = new[] { typeof(Padded).Assembly, typeof(Elementary).Assembly }.SelectMany(assembly => assembly.GetTypes()).Where(type => !type.IsNested && s_rooms.Contains(type.Namespace)).ToList();
        var methods = types.Where(type => type is { IsAbstract: true, IsSealed: true }).SelectMany(Methods);
        var activations = types.Where(type => type.IsValueType && type.IsAssignableTo(typeof(IActivation))).Select(type => type.Name);
        var covered = KernelCatalogue.Entries.SelectMany(entry => entry.Covers).Concat(KernelCatalogue.DoubleFunctions).Concat(KernelCatalogue.Parts).Distinct();
        Assert.Equal("", string.Join(", ", methods.Concat(activations).Except(covered).Order(StringComparer.Ordinal)));
        Assert.Equal("", string.Join(", ", covered.Except(methods.Concat(activations)).Order(StringComparer.Ordinal)));
    }

    // Assert.Null would cut the sentence off before it says where.
    private static void NoDifference(string? difference) => Assert.True(difference is null, difference);

    private static KernelEntry Entry(string name) =>
        KernelCatalogue.Entries.Single(entry => string.Equals(entry.Name, name, StringComparison.Ordinal));

    private static IEnumerable<string> Methods(Type type) => type
        .GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
        .Where(method => type == typeof(Elementary) || method.GetParameters().Any(parameter => HoldsPointer(parameter.ParameterType))
            || method.GetGenericArguments().Any(argument => argument.GetGenericParameterConstraints().Any(constraint => constraint.Name.StartsWith("ILanes", StringComparison.Ordinal))))
        .Select(method => $"{type.Name.Split('`')[0]}.{method.Name}")
        .Distinct();

    /// <summary>A pointer, or a structure of pointers and strides such as a matrix.</summary>
    private static bool HoldsPointer(Type type) => type.IsPointer
        || (type.IsValueType && type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Any(field => field.FieldType.IsPointer));
}
