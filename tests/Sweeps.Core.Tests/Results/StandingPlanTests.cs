using System.Buffers.Binary;
using Sweeps.Core.Files;
using Sweeps.Core.Journals;
using Sweeps.Core.Store;

namespace Sweeps.Core.Tests.Results;

public sealed class StandingPlanTests : IDisposable
{
    private readonly SweepPaths _paths = SweepPaths.OfFolder(Directory.CreateTempSubdirectory("sweeps-plan-").FullName);
    private readonly StandingPlan _plan = StandingPlan.Of([(7, 0), (ulong.MaxValue, 3), (2, 5)]);

    public StandingPlanTests()
    {
        File.WriteAllText(_paths.Definition, "name: x");
        File.WriteAllText(_paths.Composed, "name: x # composed");
        File.WriteAllBytes(_paths.Plan, _plan.Encode("name: x"u8, "name: x # composed"u8));
    }

    public void Dispose() => Directory.Delete(_paths.Folder, recursive: true);

    [Fact]
    public void It_tells_the_cell_of_a_run_and_the_run_of_a_cell()
    {
        var read = StandingPlan.Read(_paths)!;
        Assert.Equal(3, read.Count);
        Assert.Equal([5, 0, 3, null], new ulong[] { 2, 7, ulong.MaxValue, 3 }.Select(read.CellOf));
        Assert.Equal([7ul, 2ul, null], new[] { 0, 5, 1 }.Select(read.RunOf));
        Assert.Null(read.FirstTwice);
        Assert.Equal(4ul, StandingPlan.Of([(4, 0), (1, 1), (4, 2)]).FirstTwice);
    }

    [Fact]
    public void Of_another_definition_it_tells_nothing()
    {
        File.WriteAllText(_paths.Composed, "name: x # composed otherwise");
        Assert.Null(StandingPlan.Read(_paths));
        Assert.False(StandingPlan.IsComposed(_paths));
        File.Delete(_paths.Plan);
        Assert.True(StandingPlan.IsComposed(_paths));
        File.Delete(_paths.Composed);
        Assert.False(StandingPlan.IsComposed(_paths));
    }

    [Fact]
    public void It_keeps_the_origin_and_the_order_of_the_cells()
    {
        Assert.True(StandingPlan.Read(_paths)!.Origin.IsEmpty);
        Store(Origin(1));
        var read = StandingPlan.Read(_paths)!;
        Assert.Equal(Origin(1), read.Origin.ToArray());
        Assert.Equal([7ul, ulong.MaxValue, 2ul], read.Ids().Runs);
        Assert.Equal([0, 3, 5], read.Ids().Cells);
        Assert.Equal([5, 0, 3, null], new ulong[] { 2, 7, ulong.MaxValue, 3 }.Select(read.CellOf));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Damage_anywhere_makes_it_no_plan(bool hasOrigin)
    {
        if (hasOrigin)
            Store(Origin(1));
        var bytes = File.ReadAllBytes(_paths.Plan);
        for (var at = 0; at < bytes.Length; at++)
        {
            var damaged = (byte[])bytes.Clone();
            damaged[at] ^= 4;
            File.WriteAllBytes(_paths.Plan, damaged);
            Assert.Null(StandingPlan.Read(_paths));
            File.WriteAllBytes(_paths.Plan, bytes[..at]);
            Assert.Null(StandingPlan.Read(_paths));
        }
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(int.MaxValue)]
    public void A_count_that_the_file_does_not_have_is_no_plan(int count)
    {
        var bytes = File.ReadAllBytes(_paths.Plan);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8 + 32 + 32), count);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(bytes.Length - 4), Crc32C.Of(bytes.AsSpan(0, bytes.Length - 4)));
        File.WriteAllBytes(_paths.Plan, bytes);
        Assert.Null(StandingPlan.Read(_paths));
    }

    private static byte[] Origin(byte fill) => [.. Enumerable.Repeat(fill, 32)];

    private void Store(byte[] origin) =>
        File.WriteAllBytes(_paths.Plan, StandingPlan.Of([7, ulong.MaxValue, 2], [0, 3, 5], origin).Encode("name: x"u8, "name: x # composed"u8));
}
