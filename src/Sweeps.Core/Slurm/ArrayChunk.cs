namespace Sweeps.Core.Slurm;

/// <summary>Tasks of one job array: a cluster limits how many an array may have.</summary>
/// <param name="FirstShare">Share of the task with index 0, from 1.</param>
/// <param name="Tasks">How many; their indices are 0 … Tasks − 1.</param>
public sealed record ArrayChunk(int FirstShare, int Tasks)
{
    /// <summary>Splits tasks into as few arrays as may be, of about the same size.</summary>
    /// <param name="maxArraySize">Slurm's MaxArraySize: the greatest index is one less.</param>
    public static IReadOnlyList<ArrayChunk> Split(int tasks, int maxArraySize)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(tasks, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxArraySize, 1);
        var count = (int)(((long)tasks + maxArraySize - 1) / maxArraySize);
        var chunks = new ArrayChunk[count];
        for (var i = 0; i < count; i++)
        {
            var first = (int)((long)tasks * i / count);
            chunks[i] = new ArrayChunk(first + 1, (int)((long)tasks * (i + 1) / count) - first);
        }

        return chunks;
    }
}
