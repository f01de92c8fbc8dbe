using Sweeps.Training.Catalogues;

namespace Sweeps.Core.Parameters;

/// <summary>The options of each descriptor of a catalogue, with the parameters that hold their values.</summary>
internal sealed class OptionTable
{
    private readonly Dictionary<string, DeclaredOptions> _byName;

    private OptionTable(Dictionary<string, DeclaredOptions> byName) => _byName = byName;

    /// <param name="catalogue">What is chosen from.</param>
    /// <param name="parameters">Parameters, those of all declared options among them.</param>
    public static OptionTable Of<T>(Catalogue<T> catalogue, IReadOnlyList<Parameter> parameters)
        where T : Descriptor =>
        new(catalogue.ToDictionary(descriptor => descriptor.Name, descriptor => new DeclaredOptions(descriptor.Options, parameters), StringComparer.Ordinal));

    /// <summary>The values of the options of what is chosen.</summary>
    /// <param name="chosen">The descriptor's name.</param>
    /// <param name="values">The cell's, by parameter; null where a parameter has no effect.</param>
    public OptionValues Of(string chosen, IReadOnlyList<object?> values) => _byName[chosen].Of(values);

    /// <summary>The same of a cell's stated values, whether or not they have an effect.</summary>
    public OptionValues Of(string chosen, CellValues cell) => _byName[chosen].Of(cell);
}
