using System.Text;
using Sweeps.Core.Datasets;
using Sweeps.Core.Definitions;
using Sweeps.Core.Plans;

namespace Sweeps.Core.Tests.Definitions;

/// <summary>A folder for a definition and its lists, removed at the end.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("sweeps-test-").FullName;

    public string Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    public string Write(string name, byte[] bytes)
    {
        var path = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    /// <summary>Reads a definition that lies in the folder.</summary>
    public DefinitionResult Read(string yaml, params string[] folders) =>
        DefinitionReader.Read(Write("d.yaml", yaml), Reader.Context with { Data = new DataCatalogue(folders) });

    public SweepPlan Plan(string yaml, params string[] folders)
    {
        var result = PlanReader.Plan(Read(yaml, folders));
        Assert.True(result.Plan is not null, string.Join('\n', result.Errors));
        return result.Plan;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
