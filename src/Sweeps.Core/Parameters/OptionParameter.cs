using Sweeps.Tables;
using Sweeps.Training.Catalogues;

namespace Sweeps.Core.Parameters;

/// <summary>Makes parameters of the options that descriptors and plugins declare.</summary>
internal static class OptionParameter
{
    /// <summary>The parameter: at its default it leaves no trace in a run's identity, so that runs from before it was declared keep theirs.</summary>
    public static Parameter Of(OptionDeclaration option) => new()
    {
        Name = option.Name,
        ShortName = option.ShortName,
        Type = TypeOf(option),
        Default = option.DefaultValue,
        Summary = option.Summary,
        SilentAtDefault = true,
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
        SilentAtDefault = true,
    };

    private static ParameterType TypeOf(OptionDeclaration option) => option switch
    {
        NumberOption number => new NumberType(number.Minimum, number.Maximum, number.AboveMinimum),
        IntegerOption integer => new IntegerType(integer.Minimum, integer.Maximum, ColumnType.Int32),
        SwitchOption => new SwitchType(),
        _ => throw new ArgumentException($"The option {option.Name} is of a type that no parameter has: {option.GetType().Name}.", nameof(option)),
    };
}
