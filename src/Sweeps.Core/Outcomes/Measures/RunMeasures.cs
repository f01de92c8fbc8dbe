using Sweeps.Tables;

namespace Sweeps.Core.Outcomes.Measures;

/// <summary>The measures of how a run ended and of the network that it trained.</summary>
internal static class RunMeasures
{
    public static Measure Status { get; } =
        new("status", ColumnType.String, MeasureOrigin.Run, "", "How the run ended: completed, diverged or failed.", run => RunStatusNames.Of(run.Status)) { IsNullable = false };

    public static Measure DivergedAt { get; } =
        new("diverged_at", ColumnType.Int32, MeasureOrigin.Run, "step", "The first step whose loss was not finite, or above diverged_above times the first one. Null if the run did not diverge.", run => run.DivergedAt) { Prominence = 14 };

    public static Measure Error { get; } =
        new("error", ColumnType.String, MeasureOrigin.Run, "", "What ended a failed run: the exception's type and message.", run => run.Error);

    public static Measure Parameters { get; } =
        new("parameters", ColumnType.Int64, MeasureOrigin.Run, "", "Number of trained parameters.", run => run.ParameterCount) { IsNullable = false, Prominence = 15 };

    public static Measure Weights { get; } =
        new("weights_sha256", ColumnType.String, MeasureOrigin.Run, "", "SHA-256 of the trained weights as models/RUN.safetensors holds them, saved or not. Null for a failed run.", run => run.WeightsSha256);

    public static Measure Findings { get; } =
        new("findings", ColumnType.String, MeasureOrigin.Findings, "", "The findings about the run, separated by '; '. Null if there are none.", run => run.Findings);
}
