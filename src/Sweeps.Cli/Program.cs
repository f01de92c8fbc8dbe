using Sweeps.Cli.Arguments;
using Sweeps.Cli.Output;

return await SweepsCommand.InvokeAsync(args, Terminal.OfProcess());
