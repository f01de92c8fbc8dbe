using Sweeps.Cli.Arguments;
using Sweeps.Cli.Hosting;
using Sweeps.Cli.Output;

Signals.Take();
Beforehand.Begin(args);
var terminal = Terminal.OfProcess();
ProcessEnd.Watch(terminal);
return ProcessEnd.At(await SweepsCommand.InvokeAsync(args, terminal));
