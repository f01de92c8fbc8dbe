using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Sweeps.Core.Results;

/// <summary><c>provenance.json</c>: who made these results, with what, and the checksums of the files.</summary>
internal static class Provenance
{
    private const int MaximumExecutions = 100;

    private static JsonSerializerOptions Indented { get; } = new() { WriteIndented = true };

    /// <summary>The new content: this execution after the earlier ones, and the files as they are now.</summary>
    /// <param name="earlier">The content so far, whatever it is; null for none.</param>
    public static byte[] Write(byte[]? earlier, ExecutionInfo info, ExecutionSpan span, IEnumerable<StoredFile> files)
    {
        var executions = new JsonArray();
        foreach (var execution in Executions(earlier).TakeLast(MaximumExecutions - 1))
            executions.Add(execution?.DeepClone());
        executions.Add(Execution(info, span));
        var listed = new JsonObject();
        foreach (var file in files.OrderBy(file => file.Name, StringComparer.Ordinal))
            listed[file.Name] = new JsonObject { ["sha256"] = file.Sha256, ["bytes"] = file.Bytes };
        var root = new JsonObject { ["files"] = listed, ["executions"] = executions };
        return [.. JsonSerializer.SerializeToUtf8Bytes(root, Indented), (byte)'\n'];
    }

    /// <summary>The SHA-256 that is stated for each file; empty if the content is no provenance.</summary>
    public static IReadOnlyDictionary<string, string> Checksums(byte[]? content)
    {
        var checksums = new Dictionary<string, string>(StringComparer.Ordinal);
        if (Root(content)?["files"] is JsonObject files)
            foreach (var (name, file) in files)
                if (file is JsonObject entry && entry["sha256"] is JsonValue value && value.TryGetValue<string>(out var sha256))
                    checksums[name] = sha256;
        return checksums;
    }

    private static JsonObject Execution(ExecutionInfo info, ExecutionSpan span)
    {
        var data = new JsonObject();
        foreach (var (name, sha256) in info.Data.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            data[name] = sha256;
        return new JsonObject
        {
            ["session"] = span.Session,
            ["started"] = span.Started.ToString("O"),
            ["ended"] = span.Ended.ToString("O"),
            ["trained"] = span.Trained,
            ["workers"] = span.Workers,
            ["command_line"] = info.CommandLine,
            ["definition"] = info.Definition,
            ["git_commit"] = info.GitCommit,
            ["version"] = info.Version,
            ["arithmetic"] = info.Arithmetic,
            ["data"] = data,
            ["host"] = Environment.MachineName,
            ["system"] = RuntimeInformation.OSDescription,
            ["architecture"] = RuntimeInformation.ProcessArchitecture.ToString(),
            ["processor"] = Processor(),
            ["processors"] = Environment.ProcessorCount,
            ["vector_bits"] = Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 0,
            ["runtime"] = RuntimeInformation.FrameworkDescription,
        };
    }

    private static IEnumerable<JsonNode?> Executions(byte[]? content) => Root(content)?["executions"] as JsonArray ?? [];

    private static JsonObject? Root(byte[]? content)
    {
        try
        {
            return content is null ? null : JsonNode.Parse(content) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Processor()
    {
        try
        {
            const string Key = "model name";
            var line = File.Exists("/proc/cpuinfo") ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith(Key, StringComparison.Ordinal)) : null;
            return line is null ? Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER") ?? "" : line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
        }
        catch (Exception e) when (StorageException.IsFromFileSystem(e))
        {
            return "";
        }
    }
}

/// <summary>When an execution took place and what it did.</summary>
internal sealed record ExecutionSpan(string Session, DateTimeOffset Started, DateTimeOffset Ended, int Trained, int Workers);
