using System.Numerics;

namespace Sweeps.Engine.Losses;

/// <summary>
/// The sum of a batch's losses in the order of ATen's nll_loss: a cascade of eight levels, where the sum so far goes up a level after the
/// samples 0, 16, 32, … and on from level to level where sixteen of them are full; at the end the levels are added from the lowest.
/// </summary>
internal static unsafe class LossSum
{
    private const int Levels = 8;
    private const int LevelPower = 4;

    /// <param name="losses">One for each sample.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static T Of<T>(T* losses, int samples)
        where T : unmanaged, INumberBase<T>
    {
        var levels = stackalloc T[Levels];
        new Span<T>(levels, Levels).Clear();
        for (var sample = 0; sample < samples; sample++)
        {
            levels[0] += losses[sample];
            for (var level = 0; level + 1 < Levels && (sample & (0xf << (level * LevelPower))) == 0; level++)
            {
                levels[level + 1] += levels[level];
                levels[level] = T.Zero;
            }
        }

        var sum = levels[0];
        for (var level = 1; level < Levels; level++)
            sum += levels[level];
        return sum;
    }
}
