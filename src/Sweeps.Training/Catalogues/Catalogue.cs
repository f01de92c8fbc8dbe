using System.Collections;

namespace Sweeps.Training.Catalogues;

/// <summary>All descriptors of one kind, in the order in which they are listed to people. Names and aliases are unique.</summary>
public sealed class Catalogue<T> : IReadOnlyList<T>
    where T : Descriptor
{
    private readonly string _kind;
    private readonly IReadOnlyList<T> _all;
    private readonly Dictionary<string, T> _byName = new(StringComparer.Ordinal);

    /// <param name="kind">What they are, for messages: <c>activation</c>.</param>
    /// <param name="all">The descriptors.</param>
    /// <exception cref="ArgumentException">Two of them have the same name.</exception>
    public Catalogue(string kind, IReadOnlyList<T> all)
    {
        _kind = kind;
        _all = all;
        foreach (var descriptor in all)
            foreach (var name in descriptor.Aliases.Prepend(descriptor.Name))
                if (!_byName.TryAdd(name, descriptor))
                    throw new ArgumentException($"There are two of kind '{kind}' with the name '{name}'.", nameof(all));
    }

    /// <summary>These descriptors and some more.</summary>
    /// <exception cref="ArgumentException">Two of them have the same name.</exception>
    public Catalogue<T> With(IReadOnlyList<T> more) => new(_kind, [.. _all, .. more]);

    /// <summary>The names, aliases left out.</summary>
    public IEnumerable<string> Names => _all.Select(descriptor => descriptor.Name);

    /// <inheritdoc/>
    public int Count => _all.Count;

    /// <inheritdoc/>
    public T this[int index] => _all[index];

    /// <summary>The descriptor with this name or alias; null if there is none.</summary>
    public T? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The descriptor with this name or alias.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public T Get(string name) =>
        Find(name) ?? throw new ArgumentException($"There is no {_kind} '{name}'. There are: {string.Join(", ", Names)}.", nameof(name));

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => _all.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
