using System.Text.Json.Nodes;
using Sweeps.Tests;

namespace Sweeps.Cli.Tests.Processes;

/// <summary>How records become JSON was decided when the program was compiled: it works where the serializer may not find out by reflection.</summary>
[Kind(TestKind.Process)]
public sealed class CompiledJsonTests : IDisposable
{
    private readonly Workspace _at = new();

    public void Dispose() => _at.Dispose();

    [Fact]
    public void No_verb_needs_reflection_to_read_or_write_JSON()
    {
        var file = _at.Define(steps: 5, more: "measures: { final: { of: loss, take: last } }");
        File.WriteAllText(_at.In("strict.json"), WithoutReflection());
        Works("plan", file, "--json");
        Works("run", file, "--json", "--limit", "2");
        Works("run", file, "--quiet");
        // Runs of the journal meet final tables, and the lock of somebody who is gone.
        Works("run", file, "--quiet", "--set", "lr=[0.1,0.2]");
        Works("merge", "results/small", "--json");
        Works("status", "results/small", "--json");
        Works("summary", "results/small", "--format", "json");
        Works("show", "results/small", "0", "--json");
        Works("verify", "results/small", "--sample", "1", "--json");
        Works("rerun", "results/small", "0", "--json");
        Works("diff", "results/small", "results/small", "--json");
        Works("digest", "results/small", "--json");
        Works("report", "results/small", "--json");
        Works("plot", "results/small", "--json");
        Works("query", "results/small", "--json");
        Works("query", "results/small", "SELECT * FROM runs", "--json");
        Works("export", "results/small", "--format", "jsonl", "--json");
        Works("sample", "results/small", "0", "-n", "1", "--json");
        foreach (var verb in new[] { "schema", "handlers", "datasets", "engines", "activations", "version", "help", "config", "gradcheck" })
            Works(verb, "--json");
        Works("completion", "bash", "--json");
        Works("submit", file, "--tasks", "2", "--dry-run", "--json");
    }

    private void Works(params string[] arguments)
    {
        using var process = SweepsProcess.Start(_at.Folder, null, "dotnet", ["exec", "--runtimeconfig", _at.In("strict.json"), SweepsProcess.Assembly, .. arguments]);
        var finished = process.Wait();
        Assert.True(finished.ExitCode == 0, $"{string.Join(' ', arguments)}: {finished}");
    }

    private static string WithoutReflection()
    {
        var config = JsonNode.Parse(File.ReadAllText(Path.ChangeExtension(SweepsProcess.Assembly, ".runtimeconfig.json")))!;
        config["runtimeOptions"]!["configProperties"]!["System.Text.Json.JsonSerializer.IsReflectionEnabledByDefault"] = false;
        return config.ToJsonString();
    }
}
