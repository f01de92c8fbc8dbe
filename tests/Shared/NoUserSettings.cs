using System.Runtime.CompilerServices;

namespace Sweeps.Tests;

/// <summary>Takes the defaults of whoever runs the tests away, and the parts that they have installed, before the first test: from these processes and from all that they start.</summary>
internal static class NoUserSettings
{
    /// <summary>What stands for <c>~/.config</c>; no test writes there.</summary>
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "no-settings");

    [ModuleInitializer]
    internal static void Take()
    {
        Environment.SetEnvironmentVariable("XDG_CONFIG_HOME", Folder);
        // Where parts may have been installed, built from other sources than these.
        Environment.SetEnvironmentVariable("XDG_DATA_HOME", Path.Combine(AppContext.BaseDirectory, "no-data"));
        foreach (var variable in new[] { "SWEEPS_WORKERS", "SWEEPS_RESULTS", "SWEEPS_COLOR", "SWEEPS_TORCH" })
            Environment.SetEnvironmentVariable(variable, null);
        // What was built with these tests, where they need it.
        Environment.SetEnvironmentVariable("SWEEPS_QUERY", AppContext.GetData("Sweeps.Query") as string);
    }
}
