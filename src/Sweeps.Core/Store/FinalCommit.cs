using System.Text.Json;
using System.Text.Json.Nodes;
using Sweeps.Core.Files;
using Sweeps.Core.Text;

namespace Sweeps.Core.Store;

/// <summary>Puts a set of final files in place as a unit: if the process is killed at any instant, either the old set remains or the next execution completes the new set.</summary>
/// <remarks>
/// The new files are complete and durable in <c>parts/next</c> before the marker is written; without the marker they are ignored. Once the marker exists,
/// this execution or the next renames them all, deletes what they replace, and removes the marker last. Nothing is deleted before every file that the marker
/// names is known to be in place: the renames have succeeded, or the content is the one that the marker states.
/// </remarks>
internal static class FinalCommit
{
    /// <param name="Files">The new files; each is in <c>parts/next</c> under the last component of its name.</param>
    /// <param name="Obsolete">The files to delete, relative to the sweep's folder.</param>
    internal sealed record Marker(IReadOnlyList<MarkedFile> Files, IReadOnlyList<string> Obsolete);

    /// <param name="Name">The path relative to the sweep's folder.</param>
    /// <param name="Bytes">The length; null in markers of earlier versions, as is the checksum.</param>
    internal sealed record MarkedFile(string Name, long? Bytes, string? Sha256);

    /// <summary>Creates an empty folder for the next files.</summary>
    public static void Begin(SweepPaths paths)
    {
        if (FileProbe.IsThere(paths.CommitMarker))
            throw new StorageException($"'{paths.CommitMarker}' appeared during this execution: another process works in '{paths.Folder}'.");
        Folders.Delete(paths.Next);
        Folders.Create(paths.Next);
    }

    /// <summary>Writes the marker, from which on the new files are valid, and puts them in place.</summary>
    /// <param name="marker">The marker for files that are durable in <c>parts/next</c>.</param>
    public static void Commit(SweepPaths paths, Marker marker)
    {
        Folders.Sync(paths.Next);
        AtomicFile.Write(paths.CommitMarker, paths.Temporary("commit"), JsonSerializer.SerializeToUtf8Bytes(marker, StoreJson.Default.Marker));
        Finish(paths, marker, marker.Files);
    }

    /// <summary>Completes an interrupted commit if its marker exists; otherwise deletes unfinished files.</summary>
    /// <param name="note">Called with a message if something is damaged.</param>
    /// <exception cref="StorageException">The commit cannot be completed, or it is not known whether it can. Nothing was changed.</exception>
    public static void Recover(SweepPaths paths, Action<string> note)
    {
        if (FileReading.BytesIfThere(paths.CommitMarker) is not { } content)
        {
            Folders.Delete(paths.Next);
            return;
        }

        if (Read(paths, content) is not { } marker)
            SetAside(paths, $"'{paths.CommitMarker}' is damaged", note);
        else if (StillToPlace(paths, marker, out var damaged) is { } files)
            Finish(paths, marker, files);
        else
            SetAside(paths, $"'{damaged}' is not the file that '{paths.CommitMarker}' names", note);
    }

    /// <summary>Finds the place of each file of an interrupted commit, before anything is changed.</summary>
    /// <returns>The files that are not in place yet; null if one is damaged.</returns>
    private static List<MarkedFile>? StillToPlace(SweepPaths paths, Marker marker, out string? damaged)
    {
        var files = new List<MarkedFile>();
        damaged = null;
        foreach (var file in marker.Files)
        {
            var next = paths.NextFile(Path.GetFileName(file.Name));
            var there = FileProbe.Kind(next);
            if (there is FileKind.File && IsAsMarked(next, file))
                files.Add(file);
            else if (FileProbe.Kind(paths.In(file.Name)) is FileKind.File && IsAsMarked(paths.In(file.Name), file))
                continue;
            else if (there is FileKind.Missing)
                throw new StorageException($"'{paths.CommitMarker}' says that '{file.Name}' is complete, but it is neither in '{paths.Next}' nor in its place. Nothing was deleted. If it is lost for sure, delete '{paths.CommitMarker}': what is lost with it is trained again.");
            else
                damaged = next;
        }

        return damaged is null ? files : null;
    }

    private static bool IsAsMarked(string path, MarkedFile file) =>
        (file.Bytes is not { } bytes || FileProbe.Look(path, follow: false).Length == bytes)
        && (file.Sha256 is not { } sha256 || string.Equals(FileReading.Sha256(path), sha256, StringComparison.Ordinal));

    /// <param name="files">The files that are not in place yet.</param>
    private static void Finish(SweepPaths paths, Marker marker, IReadOnlyList<MarkedFile> files)
    {
        foreach (var file in files)
        {
            Folders.Create(Path.GetDirectoryName(paths.In(file.Name))!);
            FileActions.Rename(paths.NextFile(Path.GetFileName(file.Name)), paths.In(file.Name));
        }

        foreach (var folder in marker.Files.Select(file => Path.GetDirectoryName(paths.In(file.Name))!).Append(paths.Folder).Distinct(StringComparer.Ordinal))
            Folders.Sync(folder);
        foreach (var file in marker.Obsolete)
            FileActions.Delete(paths.In(file));
        FileActions.Delete(paths.CommitMarker);
        Folders.Delete(paths.Next);
        Folders.RemoveIfEmpty(paths.Kept);
    }

    // The files that were to be replaced still exist, including journals. The new files are kept, since users may need them.
    private static void SetAside(SweepPaths paths, string why, Action<string> note)
    {
        var next = FileProbe.IsThere(paths.Next) ? $", with what lay in '{paths.Next}'" : "";
        if (next.Length > 0)
            DamagedFiles.MoveAside(paths, paths.Next);
        note($"{why}: it was moved to '{DamagedFiles.MoveAside(paths, paths.CommitMarker)}'{next}. The journals and the tables that it was to replace are used instead.");
    }

    private static Marker? Read(SweepPaths paths, byte[] content)
    {
        try
        {
            var root = JsonNode.Parse(content, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false }) as JsonObject;
            if (root?[nameof(Marker.Files)] is not JsonArray files || root[nameof(Marker.Obsolete)] is not JsonArray obsolete)
                return null;
            var marker = new Marker([.. files.Select(FileOf)], [.. obsolete.Select(name => name?.GetValue<string>() ?? "")]);
            return marker.Files.Select(file => file.Name).Concat(marker.Obsolete).FirstOrDefault(name => !SweepPaths.IsCommitted(name)) is not { } foreign
                ? marker
                : throw new StorageException($"'{paths.CommitMarker}' names {Wording.Quote(foreign)}, which is no file that a sweep puts in place or replaces: somebody else has written it. Nothing was done; delete it if you trust the rest of the folder.");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    private static MarkedFile FileOf(JsonNode? file) => file switch
    {
        JsonObject entry => new(entry[nameof(MarkedFile.Name)]?.GetValue<string>() ?? "", entry[nameof(MarkedFile.Bytes)]?.GetValue<long>(), entry[nameof(MarkedFile.Sha256)]?.GetValue<string>()),
        JsonValue name => new(name.GetValue<string>(), null, null),
        _ => new("", null, null),
    };
}
