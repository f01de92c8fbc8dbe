namespace Sweeps.Core.Tests.Handlers;

/// <summary>Matrices for tests, the same on every machine: a multiplicative congruential stream, no floating-point library functions but √ and the sums of uniforms.</summary>
internal static class Matrices
{
    public static float[,] Uniform(int rows, int columns, uint seed, double scale = 1)
    {
        var state = (ulong)seed + 0x9E3779B97F4A7C15;
        var values = new float[rows, columns];
        for (var i = 0; i < rows; i++)
            for (var j = 0; j < columns; j++)
                values[i, j] = (float)(scale * ((2 * Next(ref state)) - 1));
        return values;
    }

    /// <summary>About normal: the sum of twelve uniforms, less 6.</summary>
    public static float[,] Normal(int rows, int columns, uint seed, double scale = 1)
    {
        var state = (ulong)seed + 0x9E3779B97F4A7C15;
        var values = new float[rows, columns];
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < columns; j++)
            {
                var sum = -6.0;
                for (var k = 0; k < 12; k++)
                    sum += Next(ref state);
                values[i, j] = (float)(scale * sum);
            }
        }

        return values;
    }

    /// <summary>A product of a rows × rank and a rank × columns matrix, rounded to float32.</summary>
    public static float[,] OfRank(int rows, int columns, int rank, uint seed, double scale = 1)
    {
        var (left, right) = (Normal(rows, rank, seed), Normal(rank, columns, seed + 1));
        return Map(new float[rows, columns], (_, i, j) =>
        {
            var sum = 0.0;
            for (var k = 0; k < rank; k++)
                sum += (double)left[i, k] * right[k, j];
            return (float)(scale * sum);
        });
    }

    public static float[,] Map(float[,] values, Func<float, int, int, float> map)
    {
        var mapped = new float[values.GetLength(0), values.GetLength(1)];
        for (var i = 0; i < mapped.GetLength(0); i++)
            for (var j = 0; j < mapped.GetLength(1); j++)
                mapped[i, j] = map(values[i, j], i, j);
        return mapped;
    }

    public static float[] Flat(float[,] values) => [.. values.Cast<float>()];

    // SplitMix64.
    private static double Next(ref ulong state)
    {
        var z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return ((z ^ (z >> 31)) >> 11) * (1.0 / (1ul << 53));
    }
}
