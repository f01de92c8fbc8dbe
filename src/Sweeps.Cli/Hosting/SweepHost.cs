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
        // Settings come from the command line alone: no appsettings files, and nothing that watches them.
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true, ApplicationName = "sweeps" });
        var notices = new Notices(context.Terminal);
        var file = new LogFile(notices);
        var logger = new LoggerConfiguration()
            .MinimumLevel.Debug()
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .WriteTo.Sink(new NoticeSink(notices), verbose ? LogEventLevel.Debug : LogEventLevel.Warning)
            .WriteTo.Sink(file, LogEventLevel.Information)
            .CreateLogger();
        builder.Logging.AddSerilog(logger, dispose: true);
        builder.Services
            .AddSingleton(context.Terminal)
            .AddSingleton(context.Composition)
            .AddSingleton(notices)
            .AddSingleton(file)
            .AddSingleton(TimeProvider.System)
            .AddSingleton<SweepLoader>()
            .AddSingleton<SweepExecutor>()
            .AddSingleton<IHostLifetime, SignalLifetime>();
        return builder.Build();
    }
}
