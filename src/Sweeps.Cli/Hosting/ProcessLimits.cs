using System.Globalization;
using System.Runtime.InteropServices;

namespace Sweeps.Cli.Hosting;

/// <summary>The limits that a shell, a batch system or a container sets for a process (setrlimit(2), <c>ulimit</c>).</summary>
internal static class ProcessLimits
{
    /// <summary>Files that are open at once while a sweep is trained, most of them the program's own assemblies: about 150.</summary>
    public const ulong LeastFiles = 192;

    /// <summary>Bytes: with less, the framework's threads stand still.</summary>
    private const ulong LeastStack = 256 << 10;

    /// <summary>Files and threads of which there are not too few.</summary>
    private const ulong Ample = 4096;

    /// <summary>RLIM_INFINITY of Linux; other systems have less, and nobody has so much.</summary>
    private const ulong Most = long.MaxValue;

    private const int IgnoreSignal = 1;
    private const int FileSizeSignal = 25;

    private enum Resource
    {
        Stack,
        Files,
        Addresses,
        Threads,
    }

    /// <summary>What has to be said before anything else is done: the program could not even say it later.</summary>
    /// <returns>Why the program cannot run; null if it can.</returns>
    public static string? Refusal()
    {
        IgnoreFileSizeSignal();
        return Of(Resource.Files) is { } files && files < LeastFiles ? $"This process may have {Text(files)} files open at once, and sweeps needs {Text(LeastFiles)}: allow more with 'ulimit -n 1024'."
            : Of(Resource.Stack) is { } stack && stack < LeastStack ? $"A stack of this process may have {Text(stack >> 10)} KiB, and sweeps needs {Text(LeastStack >> 10)}: allow more with 'ulimit -s 8192'."
            : null;
    }

    /// <summary>What a failure is due to, if that is a limit; null if it is something else.</summary>
    public static string? Told(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is OutOfMemoryException or InsufficientMemoryException)
                return $"There is not enough memory, or the limit of threads is reached.{Limits()} What was committed is safe.";
            if (cause is FileNotFoundException or FileLoadException or BadImageFormatException && IsOurs(AssemblyOf(cause)))
                return $"A part of the program could not be opened although it is there: there are not enough file handles, or not enough memory.{Limits()} What was committed is safe.";
        }

        return null;
    }

    private static string Limits()
    {
        var told = new List<string>();
        Add(Resource.Addresses, value => $"{Text(value >> 20)} MiB of addresses (ulimit -v)");
        Add(Resource.Threads, value => $"{Text(value)} processes and threads of this user (ulimit -u)", Ample);
        Add(Resource.Files, value => $"{Text(value)} open files (ulimit -n)", Ample);
        if (AppContext.GetData("GCHeapHardLimit") is ulong heap)
            told.Add($"{Text(heap >> 20)} MiB of managed memory (--max-memory)");
        return told.Count == 0 ? "" : $" The limits of this process: {string.Join(", ", told)}.";

        void Add(Resource resource, Func<ulong, string> text, ulong enough = Most)
        {
            if (Of(resource) is { } value && value < enough)
                told.Add(text(value));
        }
    }

    private static string AssemblyOf(Exception cause) => cause switch
    {
        FileNotFoundException { FileName: { } name } => name,
        FileLoadException { FileName: { } name } => name,
        BadImageFormatException { FileName: { } name } => name,
        _ => "",
    };

    /// <summary>Whether an assembly is one that the program came with: that it cannot be found is not true then.</summary>
    private static bool IsOurs(string assembly)
    {
        var file = assembly.Split(',')[0].Trim() + ".dll";
        return file.Length > ".dll".Length
            && ((AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") as string)?.Contains(Path.DirectorySeparatorChar + file, StringComparison.OrdinalIgnoreCase) ?? false);
    }

    private static string Text(ulong number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Null if there is no such limit, or none that can be asked for.</summary>
    private static ulong? Of(Resource resource)
    {
        if (OperatingSystem.IsWindows())
            return null;
        var isMacOS = OperatingSystem.IsMacOS();
        var number = resource switch
        {
            Resource.Stack => 3,
            Resource.Files => isMacOS ? 8 : 7,
            Resource.Addresses => isMacOS ? 5 : 9,
            _ => isMacOS ? 7 : 6,
        };
        try
        {
            return GetLimit(number, out var limit) == 0 && limit.Current < Most ? limit.Current : null;
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException)
        {
            return null;
        }
    }

    // Ignored, the write that would make a file too long fails with an error, which is told like any other of the disk.
    private static void IgnoreFileSizeSignal()
    {
        if (OperatingSystem.IsWindows())
            return;
        try
        {
            _ = SetSignal(FileSizeSignal, IgnoreSignal);
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException)
        {
            // A system without this C library.
        }
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Limit
    {
        public ulong Current;
        public ulong Maximum;
    }

    [DllImport("libc", EntryPoint = "getrlimit")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int GetLimit(int resource, out Limit limit);

    [DllImport("libc", EntryPoint = "signal")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint SetSignal(int signal, nint handler);
}
