namespace Sweeps.Cli.Tests.Processes;

/// <summary>Puts the program on a PATH as <c>sweeps</c>, as its installation does.</summary>
internal static class Programs
{
    private const string Folder = "bin";

    public static void Install(string folder)
    {
        Directory.CreateDirectory(System.IO.Path.Combine(folder, Folder));
        var file = System.IO.Path.Combine(folder, Folder, "sweeps");
        File.WriteAllText(file, $"#!/bin/sh\nexec dotnet '{SweepsProcess.Assembly}' \"$@\"\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>The PATH on which it is found.</summary>
    public static string Path(string folder) => System.IO.Path.Combine(folder, Folder) + System.IO.Path.PathSeparator + Environment.GetEnvironmentVariable("PATH");
}
