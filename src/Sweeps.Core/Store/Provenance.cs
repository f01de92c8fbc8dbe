using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sweeps.Core.Files;
using Sweeps.Core.Tables;

namespace Sweeps.Core.Store;

/// <summary>The content of <c>provenance.json</c>: the executions that made the results, and the checksums of the files.</summary>
internal static class Provenance
{
    private const int MaximumExecutions = 100;

    private static JsonSerializerOptions Indented { get; } = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The new content at the start of an execution: the execution is added without an end, and the files are unchanged.</summary>
    /// <param name="earlier">The content so far, whatever it is; null for none.</param>
    public static byte[] Begin(byte[]? earlier, ExecutionInfo info, ExecutionSpan span) =>
        Write(earlier, Execution(info, span, isEnded: false), (Root(earlier)?["files"] as JsonObject)?.DeepClone() ?? new JsonObject());

    /// <summary>The new content at the end of an execution: the execution is complete, and the files are the current ones.</summary>
    /// <param name="earlier">The content so far, whatever it is; null for none.</param>
    public static byte[] Write(byte[]? earlier, ExecutionInfo info, ExecutionSpan span, IEnumerable<StoredFile> files)
    {
        var listed = new JsonObject();
        foreach (var file in files.OrderBy(file => file.Name, StringComparer.Ordinal))
            listed[file.Name] = new JsonObject { ["sha256"] = file.Sha256, ["bytes"] = file.Bytes };
        return Write(earlier, Execution(info, span, isEnded: true), listed);
    }

    /// <summary>The executions, the earliest first; none if the content is no provenance.</summary>
    public static IReadOnlyList<StoredExecution> All(byte[]? content) => [.. Executions(content).Select(Stored)];

    /// <summary>The SHA-256 of each file; empty if the content is no provenance.</summary>
    public static IReadOnlyDictionary<string, string> Checksums(byte[]? content)
    {
        var checksums = new Dictionary<string, string>(StringComparer.Ordinal);
        if (Root(content)?["files"] is JsonObject files)
            foreach (var (name, file) in files)
                if (file is JsonObject entry && entry["sha256"] is JsonValue value && value.TryGetValue<string>(out var sha256))
                    checksums[name] = sha256;
        return checksums;
    }

    /// <summary>The version of the program that wrote the files; null if the content does not say so. An execution that was killed wrote none.</summary>
    public static string? WriterOfFiles(byte[]? content) =>
        Executions(content).LastOrDefault(execution => execution["ended"] is JsonValue) is { } writer ? Text(writer["version"]) : null;

    /// <summary>Whether the content is valid.</summary>
    public static bool IsReadable(byte[]? content) => Root(content) is not null;

    /// <summary>Whether the content has the checksums of these files.</summary>
    public static bool States(byte[]? content, IEnumerable<StoredFile> files)
    {
        var stated = Checksums(content);
        return files.All(file => stated.TryGetValue(file.Name, out var sha256) && string.Equals(sha256, file.Sha256, StringComparison.Ordinal));
    }

    private static StoredExecution Stored(JsonObject execution) => new(
        Text(execution["definition"]),
        Texts(execution["set"]),
        Texts(execution["plugins"]),
        execution["cells"] is JsonValue value && value.TryGetValue<int>(out var cells) ? cells : null,
        Text(execution["arithmetic"]),
        Named(execution["data"]))
    {
        Host = Text(execution["host"]),
        Trained = execution["ended"] is JsonValue && execution["trained"] is JsonValue count && count.TryGetValue<int>(out var trained) ? trained : null,
        Machine = Named(execution["machine"]),
        Assemblies = Named(execution["assemblies"]),
    };

    private static byte[] Write(byte[]? earlier, JsonObject execution, JsonNode files)
    {
        var executions = new JsonArray();
        foreach (var other in Executions(earlier).Where(other => !string.Equals(Text(other["session"]), Text(execution["session"]), StringComparison.Ordinal)).TakeLast(MaximumExecutions - 1))
            executions.Add(other.DeepClone());
        executions.Add((JsonNode)execution);
        return Encoding.UTF8.GetBytes(new JsonObject { ["files"] = files, ["executions"] = executions }.ToJsonString(Indented) + "\n");
    }

    private static string Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : "";

    private static Dictionary<string, string> Named(JsonNode? node) =>
        node is JsonObject named ? named.ToDictionary(one => one.Key, one => Text(one.Value), StringComparer.Ordinal) : new(StringComparer.Ordinal);

    private static string[] Texts(JsonNode? node) => node is JsonArray list ? [.. list.Select(Text)] : [];

    private static JsonObject Execution(ExecutionInfo info, ExecutionSpan span, bool isEnded)
    {
        return new JsonObject
        {
            ["session"] = span.Session,
            ["started"] = span.Started.ToString("O"),
            ["ended"] = isEnded ? span.Ended.ToString("O") : null,
            ["cells"] = span.Cells,
            ["trained"] = span.Trained,
            ["workers"] = span.Workers,
            ["command_line"] = info.CommandLine,
            ["definition"] = info.Definition,
            ["set"] = List(info.Set),
            ["plugins"] = List(info.Plugins),
            ["git_commit"] = info.GitCommit,
            ["version"] = info.Version,
            ["arithmetic"] = info.Arithmetic,
            ["data"] = Object(info.Data),
            ["machine"] = Object(info.Machine),
            ["assemblies"] = Object(info.Assemblies),
            ["host"] = Environment.MachineName,
            ["system"] = RuntimeInformation.OSDescription,
            ["architecture"] = RuntimeInformation.ProcessArchitecture.ToString(),
            ["processor"] = Processor(),
            ["processors"] = Environment.ProcessorCount,
            ["vector_bits"] = Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 0,
            ["runtime"] = RuntimeInformation.FrameworkDescription,
        };
    }

    private static JsonObject Object(IReadOnlyDictionary<string, string> texts)
    {
        var named = new JsonObject();
        foreach (var (name, text) in texts.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            named[name] = text;
        return named;
    }

    private static JsonArray List(IReadOnlyList<string> texts) => [.. texts.Select(text => (JsonNode?)text)];

    private static IEnumerable<JsonObject> Executions(byte[]? content) => (Root(content)?["executions"] as JsonArray ?? []).OfType<JsonObject>();

    private static JsonObject? Root(byte[]? content)
    {
        try
        {
            return content is null ? null : JsonNode.Parse(content, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false }) as JsonObject;
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
            var line = FileProbe.SeemsReadable("/proc/cpuinfo") ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith(Key, StringComparison.Ordinal)) : null;
            return line is null ? Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER") ?? "" : line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            return "";
        }
    }
}

/// <summary>The time of an execution and the work that it did.</summary>
/// <param name="Cells">The number of cells of the plan.</param>
internal sealed record ExecutionSpan(string Session, DateTimeOffset Started, DateTimeOffset Ended, int Trained, int Workers, int Cells);
