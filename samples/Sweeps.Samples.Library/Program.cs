using Sweeps.Core;
using Sweeps.Core.Running;
using Sweeps.Engine.Training;
using Sweeps.Samples.Library;

// Usage: Sweeps.Samples.Library [RESULTS [DEFINITION]]
var results = args.Length > 0 ? args[0] : "results";
var source = args.Length > 1 ? new SweepSource { File = args[1] } : SweepSource.OfText(Experiment.Definition);

// 1. Load. What is wrong with a definition is a value with line and column, not an exception.
var loaded = Sweep.Load(source with { ResultsRoot = results }, new SweepEnvironment(new TrainingEngine()));
foreach (var error in loaded.Errors)
    Console.Error.WriteLine(error);
if (loaded.Sweep is not { } sweep)
    return 1;
Console.WriteLine($"{sweep.Name}: {sweep.Plan.CellCount} cells");

// 2. Run. Ctrl-C asks for an orderly stop; a second execution goes on from there.
using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};
var result = await sweep.RunAsync(new RunOptions { Workers = 2 }, new LinePerRun(Console.Error), stop.Token);
Console.WriteLine($"{result.Completed} completed, {result.Diverged} diverged, {result.Failed} failed, {result.Remaining} not done");
if (result.Stopped)
    return 130;

// 3. Read the results as typed tables.
using var tables = sweep.OpenResults();
Experiment.Print(tables, Console.Out);
return result.Failed > 0 ? 2 : 0;
