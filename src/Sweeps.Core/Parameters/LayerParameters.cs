using Sweeps.Core.Parameters.Hints;
using Sweeps.Training.Catalogues;

namespace Sweeps.Core.Parameters;

/// <summary>The parameters that override the initialisation of one kind of layer, under <c>model.init.overrides</c>. Their acting values include inherited ones.</summary>
internal sealed class LayerParameters
{
    private readonly Catalogue<InitialisationDescriptor> _schemes;
    private readonly InitParameters _init;

    public LayerParameters(Catalogue<InitialisationDescriptor> schemes, InitParameters init, string layer, string described, ModelNames names)
    {
        (_schemes, _init) = (schemes, init);
        Scheme = new Parameter
        {
            Name = $"model.init.overrides.{layer}.scheme",
            ShortName = $"{layer}_scheme",
            Type = new ChoiceType<InitialisationDescriptor>(schemes) { Hints = () => [.. ValueHint.Of("schemes", schemes)] },
            Choices = models => models.Initialisations.Names,
            Default = null,
            AutoWord = "inherit",
            Summary = $"The scheme of {described}; inherit: the network's.",
            Auto = cell => cell[init.Scheme],
            NoEffect = $"where parametrization is {names.NormalParametrizations}",
            IsInert = init.DrawsStandardNormal,
            Instead = names.StandardNormal,
        };
        Gain = new Parameter
        {
            Name = $"model.init.overrides.{layer}.gain",
            ShortName = $"{layer}_gain",
            Type = new NumberType(0, 1e6),
            Default = null,
            AutoWord = "inherit",
            Summary = $"The gain of {described}; inherit: the network's.",
            NoEffect = $"where the layer's scheme is {names.SchemesWithoutGain}, unless parametrization is {names.NormalParametrizations}",
            Auto = cell => cell[init.Gain],
            IsInert = cell => !TakesGain(cell),
        };
        WeightScale = new Parameter
        {
            Name = $"model.init.overrides.{layer}.weight_scale",
            ShortName = $"{layer}_weight_scale",
            Type = new NumberType(0, 1e6),
            Default = 1.0,
            Summary = $"Factor on the drawn weights of {described}.",
        };
        Bias = new Parameter
        {
            Name = $"model.init.overrides.{layer}.bias",
            ShortName = $"{layer}_bias",
            Type = names.BiasType,
            Default = null,
            AutoWord = "inherit",
            Summary = $"The bias of {described}; inherit: the network's.",
            Auto = cell => cell[init.Bias],
            NoEffect = "beyond none where it is discarded and every layer has its own generator",
            IsInert = cell => init.IsDiscardedForNothing(cell, Bias!),
            Instead = "none",
        };
        BiasScale = new Parameter
        {
            Name = $"model.init.overrides.{layer}.bias_scale",
            ShortName = $"{layer}_bias_scale",
            Type = new NumberType(0, 1e6),
            Default = 1.0,
            Summary = $"Factor on the drawn bias of {described}; 0 draws the values and keeps a bias of zeros.",
            NoEffect = "where the layer's bias is not normal",
            IsInert = cell => !cell.Is(Bias, "normal"),
        };
        All = [Scheme, Gain, WeightScale, Bias, BiasScale];
    }

    public Parameter Scheme { get; }

    public Parameter Gain { get; }

    public Parameter WeightScale { get; }

    public Parameter Bias { get; }

    public Parameter BiasScale { get; }

    public IReadOnlyList<Parameter> All { get; }

    /// <summary>Whether the network's gain acts on this layer.</summary>
    public bool InheritsGain(CellValues cell) => TakesGain(cell) && !cell.Sets(Gain);

    private bool TakesGain(CellValues cell) => _init.DrawsStandardNormal(cell) || _schemes.Get(cell.Text(Scheme)).TakesGain;
}
