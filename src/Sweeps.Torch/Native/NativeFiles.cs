using System.Runtime.InteropServices;

namespace Sweeps.Torch.Native;

/// <summary>The native files of LibTorch and of TorchSharp.</summary>
/// <param name="Libraries">Full paths of LibTorch's, in the order in which they are loaded.</param>
/// <param name="Bridge">Full path of TorchSharp's.</param>
internal sealed record NativeFiles(IReadOnlyList<string> Libraries, string Bridge)
{
    /// <summary>Under this name a program may have the folders that are searched first, joined as in PATH.</summary>
    public const string FoldersKey = "Sweeps.Torch.NativeFolders";

    /// <summary>The folder beside this assembly that scripts/install --torch fills.</summary>
    private const string OwnFolder = "native";

    /// <summary>LibTorch's libraries in the order in which one needs the other.</summary>
    private static readonly string[] s_libraries = ["c10", "torch_cpu", "torch"];

    private const string BridgeName = "LibTorchSharp";

    /// <exception cref="DllNotFoundException">One of them is not there, or cannot be used.</exception>
    public static NativeFiles Find()
    {
        var folders = Folders();
        var found = new NativeFiles([.. s_libraries.Select(name => Find(name, folders))], Find(BridgeName, folders));
        if (OperatingSystem.IsLinux())
        {
            // The loader looks for OpenMP's beside them by itself.
            var beside = found.Libraries.Select(Path.GetDirectoryName).Distinct(StringComparer.Ordinal).SelectMany(folder => Directory.EnumerateFiles(folder!, "libgomp*"));
            foreach (var path in found.Libraries.Append(found.Bridge).Concat(beside))
                if (ElfFile.WhyUnusable(path) is { } why)
                    throw new DllNotFoundException($"its file {path} {why}");
        }

        return found;
    }

    private static List<string> Folders()
    {
        var own = Path.Combine(Path.GetDirectoryName(typeof(NativeFiles).Assembly.Location) ?? AppContext.BaseDirectory, OwnFolder);
        var given = (AppContext.GetData(FoldersKey) as string)?.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries) ?? [];
        return [.. given, own];
    }

    private static string Find(string name, IReadOnlyList<string> folders)
    {
        var file = FileName(name);
        return folders.Select(folder => Path.Combine(folder, file)).FirstOrDefault(File.Exists) ?? throw new DllNotFoundException(
            $"its file {file} is not in {string.Join(" or ", folders)}. Platform: {RuntimeInformation.RuntimeIdentifier}; LibTorch exists for linux-x64, win-x64, win-arm64 and osx-arm64.");
    }

    private static string FileName(string library)
    {
        if (OperatingSystem.IsWindows())
            return $"{library}.dll";
        return OperatingSystem.IsMacOS() ? $"lib{library}.dylib" : $"lib{library}.so";
    }
}
