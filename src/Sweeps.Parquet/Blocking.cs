namespace Sweeps.Parquet;

/// <summary>Calls the library, which is asynchronous, from our seam, which is not. All streams it gets answer at once, so a call ends before its task is asked for.</summary>
internal static class Blocking
{
    public static void Run(Func<Task> call) => Run(async () =>
    {
        await call().ConfigureAwait(false);
        return 0;
    });

    public static T Run<T>(Func<Task<T>> call)
    {
        // Without a context nothing that the library awaits can wait for this thread, even if it once does not end at once.
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            return call().GetAwaiter().GetResult();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }
}
