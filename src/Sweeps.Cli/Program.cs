using Sweeps.Cli.Arguments;
using Sweeps.Cli.Hosting;
using Sweeps.Cli.Output;

Signals.Take();
Beforehand.Begin(args);
return await SweepsCommand.InvokeAsync(args, Terminal.OfProcess());
