using System.Runtime.InteropServices;
using TorchSharp;

namespace Sweeps.Torch.Native;

/// <summary>The native library, loaded once in the process.</summary>
internal static class LibTorch
{
    private static readonly Lazy<(string? Failure, string? Notice)> s_loading = new(Load);

    /// <summary>Where tensors lie and are computed with: the one place that decides it.</summary>
    public static torch.Device Device => torch.CPU;

    /// <summary>Loads the library, unless that is done; whatever uses TorchSharp comes after it. Why it cannot be loaded: a sentence without a full stop; null if it is.</summary>
    public static string? WhyMissing => s_loading.Value.Failure;

    /// <summary>What a user should know of how it was loaded: a sentence; null for nothing.</summary>
    public static string? Notice => s_loading.Value.Notice;

    private static (string? Failure, string? Notice) Load()
    {
        try
        {
            var files = NativeFiles.Find();
            foreach (var path in files.Libraries)
                NativeLibrary.Load(path);
            var notice = LoadBridge(files.Bridge);
            // The same bits whatever the number of processors, and no threads beside a sweep's workers. A thread that comes later takes the number over.
            torch.set_num_threads(1);
            return (null, notice);
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException or InvalidDataException or TypeInitializationException or NotSupportedException or IOException or UnauthorizedAccessException)
        {
            return ($"LibTorch cannot be loaded: {e.Message.TrimEnd('.', '\n')}", null);
        }
    }

    /// <summary>TorchSharp's own library wants a libstdc++ that is newer than that of some systems, for a symbol that it does without.</summary>
    private static string? LoadBridge(string path)
    {
        try
        {
            NativeLibrary.Load(path);
            return null;
        }
        catch (DllNotFoundException e) when (OperatingSystem.IsLinux() && e.Message.Contains(WeakVersion.Name, StringComparison.Ordinal))
        {
            var copy = WeakVersion.CopyOf(path);
            NativeLibrary.Load(copy);
            return $"The libstdc++ of this system is older than TorchSharp asks for ({WeakVersion.Name}, for one symbol that needs no code): a copy of its library that does not insist was loaded, {copy}.";
        }
    }
}
