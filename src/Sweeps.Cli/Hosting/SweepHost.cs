using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Serilog;
using Serilog.Events;
using Sweeps.Cli.Output;
using Sweeps.Cli.Sweeping;
using Sweeps.Core.Datasets;
using Sweeps.Core.Running;
using Sweeps.Engine.Training;
using Sweeps.Training;

namespace Sweeps.Cli.Hosting;

/// <summary>Where everything that a sweep needs is wired together.</summary>
internal static class SweepHost
{
    /// <param name="verbose">Whether the terminal gets what goes to the log.</param>
    public static IHost Build(Terminal terminal, bool verbose)
    {
        // Settings come from the command line alone: no appsettings files, and nothing that watches them.
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true, ApplicationName = "sweeps" });
        var notices = new Notices(terminal);
        var file = new LogFile(notices);
        var logger = new LoggerConfiguration()
            .MinimumLevel.Debug()
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .WriteTo.Sink(new NoticeSink(notices), verbose ? LogEventLevel.Debug : LogEventLevel.Warning)
            .WriteTo.Sink(file, LogEventLevel.Information)
            .CreateLogger();
        builder.Logging.AddSerilog(logger, dispose: true);
        builder.Services
            .AddSingleton(terminal)
            .AddSingleton(notices)
            .AddSingleton(file)
            .AddSingleton(TimeProvider.System)
            .AddSingleton<ITrainingEngine, TrainingEngine>()
            .AddSingleton(DataCatalogue.FromEnvironment())
            .AddSingleton<SweepRunner>()
            .AddSingleton<SweepLoader>()
            .AddSingleton<SweepExecutor>()
            .AddSingleton<IHostLifetime, SignalLifetime>();
        return builder.Build();
    }
}
