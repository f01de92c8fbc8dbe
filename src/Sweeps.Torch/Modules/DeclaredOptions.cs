using Sweeps.Training.Catalogues;

namespace Sweeps.Torch.Modules;

/// <summary>The values of a descriptor's options by the last part of their names, which is PyTorch's name for them where PyTorch has the option.</summary>
internal sealed class DeclaredOptions(Descriptor descriptor, OptionValues values)
{
    public double Number(string name) => values.Of((NumberOption)Declaration(name));

    public bool Switch(string name) => values.Of((SwitchOption)Declaration(name));

    /// <summary>Whether the descriptor has such an option.</summary>
    public bool Has(string name) => descriptor.Options.Any(option => string.Equals(LastPart(option), name, StringComparison.Ordinal));

    /// <summary>The full name of an option that this engine has no meaning for; null if there is none.</summary>
    /// <param name="known">The last parts of their names.</param>
    public static string? Unknown(Descriptor descriptor, IReadOnlyList<string> known) =>
        descriptor.Options.FirstOrDefault(option => !known.Contains(LastPart(option), StringComparer.Ordinal))?.Name;

    private static string LastPart(OptionDeclaration option) => option.Name[(option.Name.LastIndexOf('.') + 1)..];

    private OptionDeclaration Declaration(string name) => descriptor.Options.First(option => string.Equals(LastPart(option), name, StringComparison.Ordinal));
}
