using Sweeps.Core.Slurm;

namespace Sweeps.Core.Tests.Slurm;

public sealed class ArrayChunkTests
{
    [Theory]
    [InlineData(1, 1001, 1)]
    [InlineData(1001, 1001, 1)]
    [InlineData(1002, 1001, 2)]
    [InlineData(7, 2, 4)]
    [InlineData(5, 1, 5)]
    [InlineData(int.MaxValue, int.MaxValue, 1)]
    public void Every_share_is_in_one_array_and_no_array_is_too_large(int tasks, int maxArraySize, int arrays)
    {
        var chunks = ArrayChunk.Split(tasks, maxArraySize);
        Assert.Equal(arrays, chunks.Count);
        var next = 1L;
        foreach (var chunk in chunks)
        {
            Assert.Equal(next, chunk.FirstShare);
            // Indices go to MaxArraySize − 1.
            Assert.InRange(chunk.Tasks - 1, 0, maxArraySize - 1);
            next += chunk.Tasks;
        }

        Assert.Equal(tasks, next - 1);
    }
}
