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

    /// <exception cref="DllNotFoundException">One of them is not there.</exception>
    public static NativeFiles Find()
    {
        var folders = Folders();
        return new([.. s_libraries.Select(name => Find(name, folders))], Find(BridgeName, folders));
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
        var path = folders.Select(folder => Path.Combine(folder, file)).FirstOrDefault(File.Exists) ?? throw new DllNotFoundException(
            $"its file {file} is not in {string.Join(" or ", folders)}. Platform: {RuntimeInformation.RuntimeIdentifier}; LibTorch exists for linux-x64, win-x64, win-arm64 and osx-arm64.");
        return !OperatingSystem.IsLinux() || ElfFile.IsWhole(path) ? path : throw new DllNotFoundException($"its file {path} is damaged or not whole");
    }

    private static string FileName(string library)
    {
        if (OperatingSystem.IsWindows())
            return $"{library}.dll";
        return OperatingSystem.IsMacOS() ? $"lib{library}.dylib" : $"lib{library}.so";
    }
}
