using Sweeps.Core.Text;

namespace Sweeps.Cli.Sweeping;

/// <summary>How the user called the program, and how to call it again.</summary>
internal static class Invocation
{
    /// <summary>What to type for <c>sweeps</c> here: its name if it is on the PATH, else what runs it from its sources.</summary>
    public static string Program { get; } = FindProgram();

    /// <summary>A command line with these arguments, quoted for a shell.</summary>
    public static string Of(params IEnumerable<string> arguments) => $"{Program} {ShellWords.Join(arguments)}";

    /// <summary>The command line as it was typed.</summary>
    public static string CommandLine => ShellWords.Join(Environment.GetCommandLineArgs().Skip(1).Prepend("sweeps"));

    /// <summary>A path as a user would type it: relative if it lies below the current folder.</summary>
    public static string Short(string path)
    {
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
    }

    private static string FindProgram()
    {
        var file = OperatingSystem.IsWindows() ? "sweeps.exe" : "sweeps";
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        if (folders.Any(folder => File.Exists(Path.Combine(folder, file))))
            return "sweeps";
        const string Project = "src/Sweeps.Cli";
        return File.Exists(Path.Combine(Project, "Sweeps.Cli.csproj")) ? $"dotnet run -c Release --project {Project} --" : "sweeps";
    }
}
