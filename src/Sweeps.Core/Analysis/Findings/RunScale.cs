using Sweeps.Core.Plans;
using Sweeps.Training;
using Sweeps.Training.Catalogues;

namespace Sweeps.Core.Analysis.Findings;

/// <summary>How many examples and units a run's statistics are taken over: what they are by chance follows from that.</summary>
/// <param name="Examples">Of a batch.</param>
/// <param name="Units">Of a hidden layer.</param>
/// <param name="Inputs">Of the first linear layer.</param>
/// <param name="Distinct">Inputs that differ: no batch holds more.</param>
internal sealed record RunScale(int Examples, int Units, int Inputs, double Distinct)
{
    /// <summary>With fewer examples in a batch, or units in a layer, chance alone gives what a fault would: no default threshold applies.</summary>
    public const int Fewest = 8;

    /// <summary>With fewer directions, the outputs of sound layers are as near to one direction as those that have collapsed.</summary>
    public const int FewestDirections = 16;

    /// <summary>The options of the run's activation.</summary>
    public OptionValues ActivationOptions { get; init; } = OptionValues.None;

    /// <summary>Whether default thresholds apply.</summary>
    public bool IsEnough => Examples >= Fewest && Units >= Fewest;

    public static RunScale Of(PlannedCell cell)
    {
        var network = cell.Settings.Network;
        var distinct = 1.0;
        for (var i = 0; i < network.Context; i++)
            distinct *= network.Symbols;
        if (network.Features > 0)
            distinct = double.PositiveInfinity;
        return new(cell.Settings.Training.BatchSize, network.Width, network.InputUnits, distinct) { ActivationOptions = network.ActivationOptions };
    }

    /// <summary>The curve of an activation as the run has it.</summary>
    /// <exception cref="ArgumentException">No activation's modules have this type.</exception>
    public ActivationCurve CurveOf(string moduleType) =>
        EngineModels.Catalogue.ActivationOfType(moduleType)?.Curve(ActivationOptions)
            ?? throw new ArgumentException($"There is no activation whose modules are called '{moduleType}'.", nameof(moduleType));

    /// <summary>Inputs of a linear layer.</summary>
    public int InputsOf(int layer) => layer == 0 ? Inputs : Units;

    /// <summary>How many directions the outputs of a hidden linear layer can have at most: examples, units, and inputs with the bias.</summary>
    public int DirectionsOf(int layer) => (int)Math.Min(Math.Min(Examples, Distinct), Math.Min(Units, InputsOf(layer) + 1));
}
