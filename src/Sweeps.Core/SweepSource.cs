using System.Text;

namespace Sweeps.Core;

/// <summary>A definition to load, with what changes it and where its results go.</summary>
public sealed record SweepSource
{
    /// <summary>The file of the definition; if <see cref="Content"/> is given, only the name of the definition in messages.</summary>
    public required string File { get; init; }

    /// <summary>The definition itself: YAML in UTF-8, at most 1 MiB.</summary>
    /// <value>The default is null: it is read from <see cref="File"/>.</value>
    public ReadOnlyMemory<byte>? Content { get; init; }

    /// <summary>Settings that replace those of the definition: <c>KEY=VALUE</c>, as after <c>--set</c>. Of two with the same key the later one counts.</summary>
    /// <value>The default is none.</value>
    public IReadOnlyList<string> Set { get; init; } = [];

    /// <summary>A condition that chooses the cells to train, as after <c>--where</c>: <c>lr &gt; 0.1 and norm = layer</c>. Tables keep the other cells that are done.</summary>
    /// <value>The default is null: all cells.</value>
    public string? Where { get; init; }

    /// <summary>Paths of .NET assemblies with handlers. Their code runs with the rights of this process.</summary>
    /// <value>The default is none.</value>
    public IReadOnlyList<string> Plugins { get; init; } = [];

    /// <summary>The folder of all results. A sweep writes into the folder in it that has the sweep's name, and nowhere else.</summary>
    /// <value>The default is <c>results</c> in the current folder.</value>
    public string ResultsRoot { get; init; } = "results";

    /// <summary>A definition from a text instead of a file. Relative paths in it are relative to the current folder.</summary>
    /// <param name="yaml">The definition.</param>
    public static SweepSource OfText(string yaml) => new() { File = "definition.yaml", Content = Encoding.UTF8.GetBytes(yaml) };
}
