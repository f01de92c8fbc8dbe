using System.Runtime.InteropServices;
using Sweeps.Training;
using TorchSharp;

namespace Sweeps.Torch.Native;

/// <summary>The native library, loaded once in the process.</summary>
internal static class LibTorch
{
    /// <summary>Threads that compute one operation: with one, the bits do not depend on how many processors there are.</summary>
    public const int Threads = 1;

    private static readonly Lazy<(string? Failure, EngineNotice? Notice)> s_loading = new(Load);

    /// <summary>Where tensors lie and are computed with: the one place that decides it.</summary>
    public static torch.Device Device => torch.CPU;

    /// <summary>Loads the library, unless that is done; whatever uses TorchSharp comes after it. Why it cannot be loaded: a sentence without a full stop; null if it is.</summary>
    public static string? WhyMissing => s_loading.Value.Failure;

    /// <summary>What a user should know of how it was loaded; null for nothing.</summary>
    public static EngineNotice? Notice => s_loading.Value.Notice;

    private static (string? Failure, EngineNotice? Notice) Load()
    {
        try
        {
            var files = NativeFiles.Find();
            foreach (var path in files.Libraries)
                NativeLibrary.Load(path);
            var notice = LoadBridge(files.Bridge);
            // No threads beside a sweep's workers, either. A thread that comes later takes the number over.
            torch.set_num_threads(Threads);
            return (null, notice);
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException or InvalidDataException or TypeInitializationException or NotSupportedException or IOException or UnauthorizedAccessException)
        {
            return ($"LibTorch cannot be loaded: {Reason(e)}. 'scripts/install --torch' brings all of its files again", null);
        }
    }

    /// <summary>The loader's own reason is the last of several lines, before which the runtime says in general what can be wrong.</summary>
    private static string Reason(Exception failure) => (failure.InnerException ?? failure).Message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault()?.TrimEnd('.') ?? failure.GetType().Name;

    /// <summary>TorchSharp's own library wants a libstdc++ that is newer than that of some systems, for a symbol that it does without.</summary>
    private static EngineNotice? LoadBridge(string path)
    {
        try
        {
            NativeLibrary.Load(path);
            return null;
        }
        catch (DllNotFoundException e) when (OperatingSystem.IsLinux() && e.Message.Contains(WeakVersion.Name, StringComparison.Ordinal))
        {
            using var copy = WeakVersion.CopyOf(path);
            NativeLibrary.Load(copy.Path);
            return new EngineNotice(
                $"The libstdc++ of this system is older than TorchSharp asks for ({WeakVersion.Name}, for one symbol that needs no code): a copy of its library that does not insist is loaded, {copy.Path}.", copy.IsNew);
        }
    }
}
