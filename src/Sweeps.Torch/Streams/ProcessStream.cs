namespace Sweeps.Torch.Streams;

/// <summary>
/// The default generator of LibTorch, which all threads of the process share. Whatever may draw from it runs alone and with a stream of its own. What does not draw runs beside others, and is found out if it
/// draws all the same. So no result depends on what runs beside it.
/// </summary>
internal static class ProcessStream
{
    private static readonly ReaderWriterLockSlim s_gate = new(LockRecursionPolicy.NoRecursion);

    /// <summary>Does what may draw, while nothing else runs that is called by this class.</summary>
    /// <param name="stream">What it draws from; it goes on from where the work leaves it.</param>
    /// <returns>Whether it has drawn.</returns>
    public static bool Alone(RandomState stream, Action work)
    {
        s_gate.EnterWriteLock();
        try
        {
            stream.Enter();
            work();
            return stream.Leave();
        }
        finally
        {
            s_gate.ExitWriteLock();
        }
    }

    /// <summary>Does what is not known to draw, beside others of its kind.</summary>
    /// <returns>Whether it, or one of those that ran beside it, has drawn.</returns>
    public static bool Beside(Action work)
    {
        s_gate.EnterReadLock();
        try
        {
            var before = RandomState.OfProcess();
            work();
            return before.Leave();
        }
        finally
        {
            s_gate.ExitReadLock();
        }
    }
}
