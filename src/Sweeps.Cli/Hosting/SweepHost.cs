using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Serilog;
using Serilog.Events;
using Sweeps.Cli.Output;
using Sweeps.Cli.Sweeping;

namespace Sweeps.Cli.Hosting;

/// <summary>The services of a sweep that is executed.</summary>
internal static class SweepHost
{
    /// <param name="verbose">Whether the terminal gets what goes to the log.</param>
    public static IHost Build(ProgramContext context, bool verbose)
    {
        // No appsettings files, no DOTNET_ variables, and the content root beside the program: the folder that it is called in cannot configure it.
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings
        {
            DisableDefaults = true,
            ApplicationName = ProgramFile.Name,
            EnvironmentName = Environments.Production,
            ContentRootPath = AppContext.BaseDirectory,
        });
        var notices = new Notices(context.Terminal);
        var file = new LogFile(notices);
        var logger = new LoggerConfiguration()
            .MinimumLevel.Debug()
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .WriteTo.Sink(new NoticeSink(notices), verbose ? LogEventLevel.Debug : LogEventLevel.Warning)
            .WriteTo.Sink(file, LogEventLevel.Information)
            .CreateLogger();
        builder.Services
            .AddSerilog(logger, dispose: true)
            .AddSingleton(context.Terminal)
            .AddSingleton(context.Composition)
            .AddSingleton(notices)
            .AddSingleton(file)
            .AddSingleton(TimeProvider.System)
            .AddSingleton<SweepExecutor>()
            .AddSingleton<IHostLifetime, SignalLifetime>();
        return builder.Build();
    }

    /// <summary>What executes sweeps.</summary>
    public static SweepExecutor Executor(this IHost host) => host.Services.GetRequiredService<SweepExecutor>();

    /// <summary>Starts a host, works, and stops it: from its start on a signal asks the work to stop in order.</summary>
    /// <param name="work">Gets what executes sweeps, and is asked to stop by the token; gives the exit code.</param>
    public static async Task<int> RunAsync(this IHost host, Func<SweepExecutor, CancellationToken, Task<int>> work)
    {
        await host.StartAsync();
        var exitCode = await work(host.Executor(), host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping);
        await host.StopAsync();
        return exitCode;
    }
}
