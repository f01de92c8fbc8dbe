using Sweeps.Cli;
using Sweeps.Cli.Arguments;
using Sweeps.Cli.Hosting;
using Sweeps.Cli.Output;
using Sweeps.Cli.Settings;

// Written by the runtime's own means: what a terminal of ours needs may be what cannot be had.
if (ProcessLimits.Refusal() is { } refusal)
{
    await Console.Error.WriteLineAsync("error: " + refusal);
    return ExitCodes.Usage;
}

return await RunAsync(args);

static async Task<int> RunAsync(string[] args)
{
    Signals.Take();
    var composition = Composition.OfProcess();
    Beforehand.Begin(args, composition);
    var settings = UserSettings.OfProcess();
    var terminal = Terminal.OfProcess(settings.HasColours);
    ProcessEnd.Watch(terminal);
    return ProcessEnd.At(await SweepsCommand.InvokeAsync(args, new ProgramContext(composition, terminal) { Settings = settings }));
}
