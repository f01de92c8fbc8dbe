using Sweeps.Core.Datasets.Kinds;
using Sweeps.Training.Catalogues;

namespace Sweeps.Core.Datasets;

/// <summary>A kind of file that runs can train on: what a definition names with <c>dataset.kind</c>.</summary>
public abstract class DatasetKind : Descriptor
{
    /// <summary>What one such file is called: <c>list</c>.</summary>
    public abstract string Noun { get; }

    /// <summary>What its items are called: <c>words</c>.</summary>
    public abstract string Items { get; }

    /// <summary>Whether it is read from files. <value>Default true; else all there is, is <see cref="Shipped"/>.</value></summary>
    public virtual bool HasFiles => true;

    /// <summary>How its files' names end, with the dot; empty without files.</summary>
    public abstract string Extension { get; }

    /// <summary>Those inside the product.</summary>
    /// <value>Default: none.</value>
    public virtual IReadOnlyList<ShippedData> Shipped => [];

    /// <summary>Full names of the parameters that act on this kind and not on every other: <c>dataset.context</c>. What no kind names acts on all.</summary>
    public abstract IReadOnlyList<string> Parameters { get; }

    /// <summary>The sources that one of <see cref="Parameters"/> acts on. <value>Default null: all of this kind.</value></summary>
    /// <param name="parameter">Its full name.</param>
    public virtual IReadOnlyList<string>? SourcesOf(string parameter) => null;

    /// <summary>Whether a run predicts classes; else it predicts numbers.</summary>
    /// <param name="values">Gives the run's value of a parameter by its full name; null where it has no effect.</param>
    public abstract bool HasClasses(Func<string, object?> values);

    /// <summary>Settings with what only this kind has. <value>Default: there is nothing more.</value></summary>
    /// <param name="settings">What every kind has.</param>
    /// <param name="values">Gives a cell's value of a parameter by its full name; the default where it has no effect.</param>
    public virtual DataSettings Settings(DataSettings settings, Func<string, object> values) => settings;

    /// <summary>Reads a file.</summary>
    /// <param name="stream">Its bytes, from the first one on.</param>
    /// <param name="name">The shipped name, or the file's.</param>
    /// <param name="path">The file; null if it is shipped.</param>
    /// <returns>What it holds, or what is wrong with it: the end of a sentence that begins with the file.</returns>
    public abstract (DataSource? Source, string? Problem) Read(Stream stream, string name, string? path);

    /// <summary>Reads one of <see cref="Shipped"/>.</summary>
    internal virtual (DataSource? Source, string? Problem) ReadShipped(ShippedData shipped)
    {
        using var bytes = new MemoryStream(shipped.Bytes(), writable: false);
        return Read(bytes, shipped.Name, null);
    }
}

/// <summary>The kinds of datasets that come with the product, the default first.</summary>
public static class DatasetKinds
{
    /// <summary>The kind that a definition means that names none.</summary>
    public static DatasetKind Default => All[0];

    /// <summary>All of them, in the order in which they are listed to people.</summary>
    public static Catalogue<DatasetKind> All { get; } = new("dataset", [new WordLists(), new DataTables(), new SyntheticData()]);
}

/// <summary>A file inside the product.</summary>
/// <param name="Name">What definitions call it.</param>
/// <param name="Summary">What it holds.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="Resource">Its name in the assembly, behind the room's.</param>
public sealed record ShippedData(string Name, string Summary, string Source, string Resource)
{
    /// <summary>The file's bytes.</summary>
    internal byte[] Bytes()
    {
        using var stream = typeof(ShippedData).Assembly.GetManifestResourceStream($"Sweeps.Core.Datasets.{Resource}")
            ?? throw new InvalidOperationException($"The dataset '{Name}' is missing from the assembly.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
