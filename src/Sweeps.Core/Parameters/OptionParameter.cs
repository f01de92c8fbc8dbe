using Sweeps.Core.Text;
using Sweeps.Tables;
using Sweeps.Training.Catalogues;

namespace Sweeps.Core.Parameters;

/// <summary>Creates parameters for the options that descriptors and plugins declare.</summary>
internal static class OptionParameter
{
    /// <summary>The parameter of an option. At its default it is not part of a run's identity, so that earlier runs keep their ids, unless the option says so.</summary>
    public static Parameter Of(OptionDeclaration option) => new()
    {
        Name = option.Name,
        ShortName = option.ShortName,
        Type = TypeOf(option),
        Default = option.DefaultValue,
        Summary = option.Summary,
        SilentAtDefault = !option.IdentifiesAtDefault,
    };

    /// <summary>The parameter of an option that acts only where its descriptor is chosen.</summary>
    /// <param name="chosen">Whether it is in a cell.</param>
    /// <param name="noEffect">When it is not, for people.</param>
    public static Parameter Of(OptionDeclaration option, Func<CellValues, bool> chosen, string noEffect) => new()
    {
        Name = option.Name,
        ShortName = option.ShortName,
        Type = TypeOf(option),
        Default = option.DefaultValue,
        Summary = option.Summary,
        NoEffect = noEffect,
        IsInert = cell => !chosen(cell),
        SilentAtDefault = !option.IdentifiesAtDefault,
    };

    /// <summary>The parameters of the options that a catalogue's descriptors declare, but for those that there are already.</summary>
    /// <param name="chooser">The parameter that chooses a descriptor; options that the chosen one does not declare have no effect.</param>
    /// <param name="known">Full names of parameters that there are.</param>
    public static IEnumerable<Parameter> Of<T>(Catalogue<T> catalogue, Parameter chooser, IReadOnlySet<string> known)
        where T : Descriptor
    {
        foreach (var option in Declared(catalogue).Where(option => !known.Contains(option.Name)))
            yield return Of(option) with { NoEffect = NoEffect(catalogue, chooser, option.Name), IsInert = Inert(catalogue, chooser, option.Name) };
    }

    /// <summary>The parameters of the options that a catalogue's descriptors declare, where several parameters choose one each.</summary>
    /// <param name="none">That none of them has chosen something, for people: <c>no layer's scheme</c>.</param>
    /// <param name="choosers">The parameters that choose; an option acts if one of the chosen descriptors declares it.</param>
    public static IEnumerable<Parameter> OfAny<T>(Catalogue<T> catalogue, string none, params IReadOnlyList<Parameter> choosers)
        where T : Descriptor
    {
        foreach (var option in Declared(catalogue))
        {
            var declaring = Declaring(catalogue, option.Name).ToList();
            yield return Of(option, cell => choosers.Any(chooser => declaring.Contains(cell.Text(chooser), StringComparer.Ordinal)), $"where {none} is {Wording.OneOf(declaring)}");
        }
    }

    /// <summary>The options that a catalogue's descriptors declare, each once.</summary>
    public static IEnumerable<OptionDeclaration> Declared<T>(Catalogue<T> catalogue)
        where T : Descriptor =>
        catalogue.SelectMany(descriptor => descriptor.Options).DistinctBy(option => option.Name, StringComparer.Ordinal);

    /// <summary>When an option has no effect, for people.</summary>
    public static string NoEffect<T>(Catalogue<T> catalogue, Parameter chooser, string option)
        where T : Descriptor =>
        NoEffect(catalogue, chooser.ShortName, option);

    /// <summary>Whether an option has no effect in a cell.</summary>
    public static Func<CellValues, bool> Inert<T>(Catalogue<T> catalogue, Parameter chooser, string option)
        where T : Descriptor
    {
        var declaring = Declaring(catalogue, option).ToHashSet(StringComparer.Ordinal);
        var needed = Needed(catalogue, option);
        return cell => !declaring.Contains(cell.Text(chooser)) || cell.IsInert(chooser) || (needed is not null && IsOff(needed, cell));
    }

    /// <summary>The parameters of the options that a catalogue's descriptors declare, each of which acts where the acting descriptor declares it.</summary>
    /// <param name="acting">The name of the descriptor that acts in a cell.</param>
    /// <param name="chooser">What chooses it, for people: <c>norm</c>.</param>
    public static IEnumerable<Parameter> OfActing<T>(Catalogue<T> catalogue, Func<CellValues, string> acting, string chooser)
        where T : Descriptor
    {
        foreach (var option in Declared(catalogue))
        {
            var declaring = Declaring(catalogue, option.Name).ToHashSet(StringComparer.Ordinal);
            var needed = option.ActsWith;
            yield return Of(option, cell => declaring.Contains(acting(cell)) && (needed is null || !IsOff(needed, cell)), NoEffect(catalogue, chooser, option.Name));
        }
    }

    private static string NoEffect<T>(Catalogue<T> catalogue, string chooser, string option)
        where T : Descriptor =>
        $"where {chooser} is not {Wording.OneOf([.. Declaring(catalogue, option)])}" + (Needed(catalogue, option) is { } needed ? $", and where {Off(needed)}" : "");

    private static bool IsOff(OptionDeclaration needed, CellValues cell) => cell[cell.Parameters.Find(needed.Name)!] is 0.0 or false;

    private static string Off(OptionDeclaration needed) => $"{needed.ShortName} is {(needed is SwitchOption ? "false" : "0")}";

    private static OptionDeclaration? Needed<T>(Catalogue<T> catalogue, string option)
        where T : Descriptor => Declared(catalogue).First(one => string.Equals(one.Name, option, StringComparison.Ordinal)).ActsWith;

    private static IEnumerable<string> Declaring<T>(Catalogue<T> catalogue, string option)
        where T : Descriptor =>
        catalogue.Where(descriptor => descriptor.Options.Any(one => string.Equals(one.Name, option, StringComparison.Ordinal))).Select(descriptor => descriptor.Name);

    private static ParameterType TypeOf(OptionDeclaration option) => option switch
    {
        NumberOption number => new NumberType(number.Minimum, number.Maximum, number.AboveMinimum),
        IntegerOption integer => new IntegerType(integer.Minimum, integer.Maximum, ColumnType.Int32),
        SwitchOption => new SwitchType(),
        ChoiceOption choice => new NameType(choice.Names),
        _ => throw new ArgumentException($"The option {option.Name} is of a type that no parameter has: {option.GetType().Name}.", nameof(option)),
    };
}
