using Sweeps.Core;

namespace Sweeps.Cli.Tests.Torch;

/// <summary>The engine as scripts/install --torch puts it into a user's data, in a home of its own. Half a gigabyte of native files is linked to, and not copied.</summary>
public sealed class InstalledTorch : IDisposable
{
    private static readonly string[] s_contracts = ["Sweeps.Training.dll", "Sweeps.Numerics.dll"];
    private readonly string _data = Directory.CreateTempSubdirectory("sweeps-data-").FullName;

    public InstalledTorch()
    {
        if (WhyNot is not null)
            return;
        Directory.CreateDirectory(Native);
        foreach (var file in Directory.EnumerateFiles(Setting("Engine")!, "*.dll").Where(file => !s_contracts.Contains(Path.GetFileName(file), StringComparer.Ordinal)))
            File.Copy(file, Path.Combine(Folder, Path.GetFileName(file)));
        foreach (var file in Setting("Packages")!.Split(Path.PathSeparator).SelectMany(Directory.EnumerateFiles).Where(IsNeeded))
            File.CreateSymbolicLink(Path.Combine(Native, Path.GetFileName(file)), file);
    }

    /// <summary>Why there is none here; null if there is one.</summary>
    public static string? WhyNot { get; } = Setting("Packages") is null ? "There is no package of LibTorch for this platform."
        : OperatingSystem.IsWindows() ? "Windows lets ordinary users make no links."
        : null;

    /// <summary>The engine's folder.</summary>
    public string Folder => Path.Combine(_data, "sweeps", "torch", ProductVersion.Text.Split('+')[0]);

    /// <summary>The folder of its native files.</summary>
    public string Native => Path.Combine(Folder, "native");

    /// <summary>What a program needs to find it.</summary>
    public IReadOnlyDictionary<string, string?> Environment => new Dictionary<string, string?>(StringComparer.Ordinal) { ["XDG_DATA_HOME"] = _data, ["SWEEPS_TORCH"] = null };

    /// <summary>Puts a changed copy in the place of one of its files.</summary>
    public static void Replace(string file, Func<byte[], byte[]> change)
    {
        var bytes = change(File.ReadAllBytes(file));
        File.Delete(file);
        File.WriteAllBytes(file, bytes);
    }

    public void Dispose() => Directory.Delete(_data, recursive: true);

    private static string? Setting(string name) => AppContext.GetData("Sweeps.Torch." + name) as string;

    /// <summary>The five files of Linux; all of other systems.</summary>
    private static bool IsNeeded(string file) => !OperatingSystem.IsLinux()
        || Path.GetFileName(file) is "libc10.so" or "libtorch_cpu.so" or "libtorch.so" or "libLibTorchSharp.so" || Path.GetFileName(file).StartsWith("libgomp", StringComparison.Ordinal);
}
