using System.Reflection;
using Sweeps.Core.Files;
using Sweeps.Core.Text;

namespace Sweeps.Cli.Sweeping;

/// <summary>The program as the user can start it.</summary>
internal static class ProgramFile
{
    /// <summary>The name that it is installed under.</summary>
    public const string Name = "sweeps";

    /// <summary>What to type for <c>sweeps</c> here: its name if it is on the PATH, else what started it.</summary>
    public static IReadOnlyList<string> Words { get; } = Find();

    /// <summary>What starts this very program from anywhere.</summary>
    public static string[] FullWords()
    {
        var process = Environment.ProcessPath ?? throw new UserException("The operating system does not say where the program is.");
        return Path.GetFileNameWithoutExtension(process) is "dotnet"
            ? [process, Path.Combine(AppContext.BaseDirectory, Assembly.GetExecutingAssembly().GetName().Name + ".dll")]
            : [process];
    }

    /// <summary>The command line as it was typed.</summary>
    public static string CommandLine => ShellWords.Join(Environment.GetCommandLineArgs().Skip(1).Prepend(Name));

    /// <summary>A path as a user would type it: relative if it lies below the current folder.</summary>
    public static string Short(string path)
    {
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, path);
        return relative.Split(Path.DirectorySeparatorChar)[0] is ".." ? path : relative;
    }

    private static string[] Find()
    {
        if (IsOnPath(Name))
            return [Name];
        const string Project = "src/Sweeps.Cli";
        if (AppContext.BaseDirectory.StartsWith(Path.GetFullPath(Project) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            return ["dotnet", "run", "-c", "Release", "--project", Project, "--"];
        var words = Environment.ProcessPath is null ? [Name] : FullWords();
        return words.Length > 1 && IsOnPath("dotnet") ? ["dotnet", .. words[1..]] : words;
    }

    private static bool IsOnPath(string name)
    {
        var file = OperatingSystem.IsWindows() ? name + ".exe" : name;
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return folders.Any(folder => IsProgram(Path.Combine(folder, file)));
    }

    private static bool IsProgram(string file) => FileProbe.Apparent(file) is FileKind.File
        && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(file) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) is not UnixFileMode.None);
}
