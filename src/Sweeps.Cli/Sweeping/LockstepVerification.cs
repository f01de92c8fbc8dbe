using System.Runtime.ExceptionServices;
using Sweeps.Cli.Engines;
using Sweeps.Cli.Hosting;
using Sweeps.Cli.Output;
using Sweeps.Core.Files;
using Sweeps.Core.Store;
using Sweeps.Core.Verification.Lockstep;
using Sweeps.Training.Lockstep;

namespace Sweeps.Cli.Sweeping;

/// <summary>Compares steps of a folder's runs with those of another engine, and tells what differs.</summary>
/// <param name="Plugins">Assemblies with handlers.</param>
/// <param name="Engine">The name of the engine to compare with.</param>
/// <param name="Steps">The steps to compare; null for the usual ones.</param>
/// <param name="Workers">Runs trained at once.</param>
/// <param name="IsJson">Whether to tell it as JSON.</param>
internal sealed record LockstepVerification(SweepPaths Paths, IReadOnlyList<string> Plugins, string Engine, IReadOnlyList<int>? Steps, int Workers, bool IsJson)
{
    /// <summary>As many as PLINQ takes.</summary>
    private const int MostWorkers = 512;

    /// <param name="choose">Ids of the runs to train, of what is stored.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(ProgramContext context, ResultsReader reader, Func<ResultsReader, IReadOnlyList<string>> choose)
    {
        using var host = SweepHost.Build(context, verbose: false);
        var sweep = StoredSweep.Load(Paths, Plugins, context.Composition);
        if (string.Equals(sweep.Engine.Name, Engine, StringComparison.Ordinal))
            throw new UserException($"The runs are trained with the engine '{Engine}' itself: --engine takes another one to compare them with. Without --engine they are trained again and compared bit for bit.");
        var oracle = context.Composition.Engines.Get(Engine) as ILockstepOracle
            ?? throw new UserException($"The engine '{Engine}' cannot compute single steps of another engine's runs, so nothing can be compared with it.");
        EngineNews.Tell(oracle, context.Terminal);
        var runs = choose(reader);
        var lockstep = new SweepLockstep(sweep.Engine, oracle, sweep.Job, Steps);
        return await host.RunAsync((_, stop) => Task.Run(() => Compare(lockstep, runs, context.Terminal, stop), CancellationToken.None));
    }

    private int Compare(SweepLockstep lockstep, IReadOnlyList<string> runs, Terminal terminal, CancellationToken stop)
    {
        var display = new LockstepDisplay(terminal, IsJson, Engine);
        ProcessEnd.IfEndedByOthers = ExitCodes.Difference;
        try
        {
            foreach (var run in runs.AsParallel().AsOrdered().WithDegreeOfParallelism(Math.Min(Workers, MostWorkers)).WithMergeOptions(ParallelMergeOptions.NotBuffered).Select(run => lockstep.Check(run, stop)))
                display.Write(run);
        }
        catch (AggregateException several) when (several.InnerExceptions.Count > 0)
        {
            ExceptionDispatchInfo.Throw(several.InnerExceptions[0]);
        }

        return display.Close();
    }
}
