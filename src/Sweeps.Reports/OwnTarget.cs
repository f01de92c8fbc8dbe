using Sweeps.Core.Files;
using Sweeps.Core.Store;

namespace Sweeps.Reports;

/// <summary>A file that the user names to be written: one of ours is replaced, anything else is not.</summary>
internal static class OwnTarget
{
    /// <param name="beginning">How every file of the kind begins.</param>
    /// <param name="kind">What it is, for messages.</param>
    /// <exception cref="ArgumentException">The file is one of the sweep's own, or something of another kind.</exception>
    /// <exception cref="StorageException">An error prevents the check, so an existing file could be replaced.</exception>
    public static void Check(SweepPaths paths, string file, ReadOnlySpan<byte> beginning, string kind)
    {
        var why = paths.Owns(file) ? "is the sweep's own"
            : FileProbe.IsFolder(file) ? "is a folder"
            : FileProbe.Target(file) is FileKind.Other ? "is a pipe or a device"
            : IsOther(file, beginning.ToArray()) ? $"is there already and is no {kind}"
            : null;
        if (why is not null)
            throw new ArgumentException($"'{file}' {why}: choose another file with --to.", nameof(file));
    }

    /// <summary>Writes the file, whole or not at all.</summary>
    /// <exception cref="StorageException">It cannot be written.</exception>
    public static void Write(string file, byte[] content)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder && !FileProbe.IsFolder(folder))
            throw new StorageException($"Cannot write '{file}': there is no folder '{folder}'.");
        WholeFile.Write(file, content);
    }

    private static bool IsOther(string file, byte[] beginning)
    {
        // What has no length may be a device or a pipe, which would be replaced by a file.
        if (FileProbe.Look(file, follow: true) is not { Kind: FileKind.File, Length: > 0 })
            return FileProbe.Target(file) is not FileKind.Missing;
        return FileFailure.Guard("Cannot read", file, () =>
        {
            var begin = new byte[beginning.Length];
            using var stream = FileReading.Open(file);
            var length = stream.ReadAtLeast(begin, begin.Length, throwOnEndOfStream: false);
            return !beginning.AsSpan().StartsWith(begin.AsSpan(0, length));
        });
    }
}
