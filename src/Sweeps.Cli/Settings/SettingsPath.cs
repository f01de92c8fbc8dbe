namespace Sweeps.Cli.Settings;

/// <summary>Where the file with a user's settings lies.</summary>
internal static class SettingsPath
{
    private const string Folder = "sweeps";
    private const string File = "config.yaml";

    /// <summary><c>$XDG_CONFIG_HOME/sweeps/config.yaml</c> (XDG Base Directory Specification: a relative path there does not count), else in <c>~/.config</c>; on Windows in <c>%APPDATA%</c>.</summary>
    public static string? Of(Func<string, string?> variable)
    {
        var root = variable("XDG_CONFIG_HOME") is { Length: > 0 } named && Path.IsPathFullyQualified(named) ? named
            : OperatingSystem.IsWindows() ? variable("APPDATA")
            : variable("HOME") is { Length: > 0 } home ? Path.Combine(home, ".config")
            : null;
        return string.IsNullOrEmpty(root) ? null : Path.Combine(root, Folder, File);
    }
}
