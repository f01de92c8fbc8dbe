using Sweeps.Tests;

namespace Sweeps.Cli.Tests.House;

/// <summary>The project's source files.</summary>
internal static class SourceTree
{
    /// <summary>All C# files under a folder of the project, those that the build made left out.</summary>
    public static IEnumerable<string> Files(string folder) => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories)
        .Where(file => !Path.GetRelativePath(Repository.Root, file).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or "node_modules"));
}
