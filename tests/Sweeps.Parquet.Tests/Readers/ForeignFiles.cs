using System.Text.Json.Nodes;

namespace Sweeps.Parquet.Tests.Readers;

/// <summary>Files by other writers, made once for a class of tests.</summary>
public sealed class ForeignFiles : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private JsonNode? _manifest;

    /// <summary>What <c>make.mjs</c> made; called by the test itself, so that it is the test that is skipped without Node.</summary>
    public JsonNode Manifest()
    {
        if (_manifest is not null)
            return _manifest;
        NodeReaders.Run("make.mjs", _folder.FullPath);
        return _manifest = JsonNode.Parse(File.ReadAllText(_folder.File("manifest.json")))!;
    }

    public void Dispose() => _folder.Dispose();
}
