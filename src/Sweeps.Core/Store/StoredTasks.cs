using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sweeps.Core.Files;
using Sweeps.Core.Parameters;
using Sweeps.Training;
using Sweeps.Training.Catalogues;
using Sweeps.Training.Tasks;

namespace Sweeps.Core.Store;

/// <summary><c>tasks.json</c>: what the tasks of plugins declare with which a sweep was run. With it, results are read without any plugin.</summary>
internal static class StoredTasks
{
    private static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The content of the file.</summary>
    public static byte[] Write(IReadOnlyList<IPluginTask> tasks) => Encoding.UTF8.GetBytes(new JsonArray([.. tasks.Select(Written)]).ToJsonString(s_indented) + "\n");

    /// <summary>The parameters of the runs in a folder: those that are given, and those of the tasks that the folder tells of unless tasks are given.</summary>
    /// <exception cref="StorageException">The file cannot be read, or is damaged.</exception>
    public static ParameterSet ParametersOf(SweepPaths paths, ParameterSet given)
    {
        if (given.Tasks.Count > 0 || FileReading.BytesIfThere(paths.Tasks) is not { } bytes)
            return given;
        try
        {
            var tasks = JsonNode.Parse(bytes)!.AsArray().Select(task => (IPluginTask)new StoredTask(task!.AsObject())).ToList();
            return TaskCheck.Problem(tasks, tasks.Select(task => task.Engine)) is { } problem ? throw new StorageException($"'{paths.Tasks}' is damaged: {problem}") : given.With(tasks);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or NullReferenceException or KeyNotFoundException)
        {
            throw new StorageException($"'{paths.Tasks}' is damaged: {e.Message}", e);
        }
    }

    private static JsonNode Written(IPluginTask task) => new JsonObject
    {
        ["name"] = task.Name,
        ["engine"] = task.Engine,
        ["revision"] = task.Revision,
        ["summary"] = task.Summary,
        ["has_data"] = task.HasData,
        ["has_optimizer"] = task.HasOptimizer,
        ["options"] = new JsonArray([.. task.Options.Select(Written)]),
        ["metrics"] = new JsonArray([.. task.Metrics.Select(metric => (JsonNode)new JsonObject { ["name"] = metric.Name, ["maximize"] = metric.Direction == MetricDirection.Maximize, ["summary"] = metric.Summary })]),
    };

    private static JsonNode Written(OptionDeclaration option)
    {
        var written = new JsonObject { ["name"] = option.Name, ["column"] = option.ShortName, ["summary"] = option.Summary };
        switch (option)
        {
            case NumberOption number:
                (written["type"], written["minimum"], written["maximum"], written["default"], written["above_minimum"]) = ("number", number.Minimum, number.Maximum, number.Default, number.AboveMinimum);
                return written;
            case IntegerOption integer:
                (written["type"], written["minimum"], written["maximum"], written["default"]) = ("integer", integer.Minimum, integer.Maximum, integer.Default);
                return written;
            case SwitchOption flag:
                (written["type"], written["default"]) = ("switch", flag.Default);
                return written;
            case ChoiceOption choice:
                (written["type"], written["names"], written["default"]) = ("choice", new JsonArray([.. choice.Names.Select(name => (JsonNode)name)]), choice.Default);
                return written;
            default:
                throw new InvalidOperationException($"The option {option.Name} is of a type that is not stored: {option.GetType().Name}.");
        }
    }

    private static OptionDeclaration Option(JsonObject written)
    {
        var (name, column, summary) = (Text(written, "name"), Text(written, "column"), Text(written, "summary"));
        return Text(written, "type") switch
        {
            "number" => new NumberOption(name, column, summary, Number(written, "minimum"), Number(written, "maximum"), Number(written, "default"), Flag(written, "above_minimum")),
            "integer" => new IntegerOption(name, column, summary, (int)written["minimum"]!, (int)written["maximum"]!, (int)written["default"]!),
            "switch" => new SwitchOption(name, column, summary, Flag(written, "default")),
            "choice" => new ChoiceOption(name, column, summary, [.. written["names"]!.AsArray().Select(one => (string)one!)], Text(written, "default")),
            var type => throw new FormatException($"There is no option of the type '{type}'."),
        };
    }

    private static string Text(JsonObject written, string key) => (string)written[key]!;

    private static double Number(JsonObject written, string key) => (double)written[key]!;

    private static bool Flag(JsonObject written, string key) => (bool)written[key]!;

    /// <summary>A task of which only its declarations are known.</summary>
    private sealed class StoredTask(JsonObject written) : IPluginTask
    {
        public string Name { get; } = Text(written, "name");

        public string Engine { get; } = Text(written, "engine");

        public int Revision { get; } = (int)written["revision"]!;

        public string Summary { get; } = Text(written, "summary");

        public IReadOnlyList<OptionDeclaration> Options { get; } = [.. written["options"]!.AsArray().Select(option => Option(option!.AsObject()))];

        public IReadOnlyList<OptionDeclaration> DataOptions => [];

        public bool HasData { get; } = Flag(written, "has_data");

        public bool HasOptimizer { get; } = Flag(written, "has_optimizer");

        public string Loss => Name;

        public IReadOnlyList<MetricInfo> Metrics { get; } =
        [
            .. written["metrics"]!.AsArray().Select(metric => metric!.AsObject()).Select(metric => new MetricInfo(
                Text(metric, "name"), Flag(metric, "maximize") ? MetricDirection.Maximize : MetricDirection.Minimize, Text(metric, "summary"), static (_, _) => null)),
        ];

        public IDataset? Data(OptionValues options) => null;

        public string? Refuses(InputShape inputs, TargetShape targets) => "its plugin is not loaded";

        public bool Accepts(TargetShape targets) => false;

        public double? ExpectedLoss(int outputs, IDataset? data) => null;

        public double? ChanceLoss(IDataset data) => null;
    }
}
