using System.Text.Json;

namespace Sweeps.Core.Results;

/// <summary>Puts a set of final files into place as one: a kill at any instant leaves the old set or leads to the new one.</summary>
/// <remarks>
/// The new files are complete and durable in <c>parts/next</c> before the marker is written; until then they count for nothing. Once the marker is there,
/// this execution or the next renames them all, deletes what they replace, and removes the marker last.
/// </remarks>
internal static class FinalCommit
{
    private const int MaximumDepth = 3;

    /// <param name="Files">Relative to the sweep's folder, and in <c>parts/next</c> under the last component.</param>
    /// <param name="Obsolete">Files to delete, relative to the sweep's folder.</param>
    internal sealed record Marker(IReadOnlyList<string> Files, IReadOnlyList<string> Obsolete);

    /// <summary>An empty folder to write the next files into.</summary>
    public static void Begin(SweepPaths paths)
    {
        try
        {
            Discard(paths);
            Directory.CreateDirectory(paths.Next);
        }
        catch (Exception e) when (StorageException.IsFromFileSystem(e))
        {
            throw StorageException.From("Cannot create", paths.Next, e);
        }
    }

    /// <summary>From here on the new files count.</summary>
    public static void Commit(SweepPaths paths, Marker marker)
    {
        Folders.Sync(paths.Next);
        AtomicFile.Write(paths.CommitMarker, paths.Temporary("commit"), JsonSerializer.SerializeToUtf8Bytes(marker));
        Finish(paths, marker);
    }

    /// <summary>Completes what an earlier execution had decided, or throws away what it had not.</summary>
    /// <param name="note">Is told if the marker is damaged.</param>
    public static void Recover(SweepPaths paths, Action<string> note)
    {
        try
        {
            if (!File.Exists(paths.CommitMarker))
            {
                Discard(paths);
                return;
            }
        }
        catch (Exception e) when (StorageException.IsFromFileSystem(e))
        {
            throw StorageException.From("Cannot clean up", paths.Next, e);
        }

        if (Read(paths) is { } marker)
            Finish(paths, marker);
        else
            note($"'{paths.CommitMarker}' is damaged and was moved to '{DamagedFiles.MoveAside(paths, paths.CommitMarker)}'.");
    }

    private static void Finish(SweepPaths paths, Marker marker)
    {
        try
        {
            foreach (var file in marker.Files)
            {
                var next = paths.NextFile(Path.GetFileName(file));
                if (!File.Exists(next))
                    continue;
                Directory.CreateDirectory(Path.GetDirectoryName(paths.In(file))!);
                FileActions.Rename(next, paths.In(file));
            }

            Folders.Sync(paths.Folder);
            if (Directory.Exists(paths.Kept))
                Folders.Sync(paths.Kept);
            foreach (var file in marker.Obsolete)
                if (File.Exists(paths.In(file)))
                    File.Delete(paths.In(file));
            File.Delete(paths.CommitMarker);
            Discard(paths);
            Folders.RemoveIfEmpty(paths.Kept);
        }
        catch (Exception e) when (StorageException.IsFromFileSystem(e))
        {
            throw StorageException.From("Cannot put the tables in place in", paths.Folder, e);
        }
    }

    private static void Discard(SweepPaths paths)
    {
        if (Directory.Exists(paths.Next))
            Directory.Delete(paths.Next, recursive: true);
    }

    private static Marker? Read(SweepPaths paths)
    {
        try
        {
            var marker = JsonSerializer.Deserialize<Marker>(File.ReadAllBytes(paths.CommitMarker));
            return marker is { Files: not null, Obsolete: not null } && marker.Files.Concat(marker.Obsolete).All(StaysInside) ? marker : null;
        }
        catch (JsonException)
        {
            return null;
        }
        catch (Exception e) when (StorageException.IsFromFileSystem(e))
        {
            throw StorageException.From("Cannot read", paths.CommitMarker, e);
        }
    }

    private static bool StaysInside(string file)
    {
        var parts = (file ?? "").Split('/');
        return parts.Length <= MaximumDepth && parts.All(SweepPaths.IsPlainName);
    }
}
