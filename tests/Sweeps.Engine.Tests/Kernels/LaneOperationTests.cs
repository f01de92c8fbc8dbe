using System.Reflection;
using Sweeps.Numerics.Lanes;
using Sweeps.Tests;

namespace Sweeps.Engine.Tests.Kernels;

/// <summary>Operations of lanes give the same bits for a number by itself and in vectors, on every kind of numbers.</summary>
[Kind(TestKind.Long)]
public class LaneOperationTests
{
    public static TheoryData<string> Names => [.. LaneOperations.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_width_gives_the_bits_of_one_lane(string operation)
    {
        Assert.Null(WidthComparison.FirstDifference<float>(new OperationEntry(operation)));
        Assert.Null(WidthComparison.FirstDifference<double>(new OperationEntry(operation)));
    }

    [Fact]
    public void Every_operation_is_listed()
    {
        var members = new[] { typeof(ISelection<>), typeof(ILanes<>), typeof(IRegister<,>) }
            .SelectMany(t => t.GetMethods(BindingFlags.Static | BindingFlags.Public))
            .Select(m => m.Name)
            .Distinct();
        Assert.Equal(members.Order(StringComparer.Ordinal), LaneOperations.Names.Concat(LaneOperations.Common).Order(StringComparer.Ordinal));
    }

    private sealed unsafe class OperationEntry(string operation) : KernelEntry
    {
        public override string Name => operation;

        public override int Sparsity => 25;

        public override int SparsityInDouble => 25;

        public override void Run<T, V>(GuardedMemory<T> memory, KernelSize size)
        {
            var count = size.Units * size.Stride;
            var a = memory.Input(count);
            var b = memory.Input(count);
            var c = memory.Input(count);
            var result = memory.Result(count);
            var second = memory.Result(count);
            for (var i = 0; i < count; i += V.Count)
            {
                V.Store(result + i, LaneOperations.Run<T, V>(operation, V.Load(a + i), V.Load(b + i), V.Load(c + i), out var other));
                V.Store(second + i, other);
            }
        }
    }
}
