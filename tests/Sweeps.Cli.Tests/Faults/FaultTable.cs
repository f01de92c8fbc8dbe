using System.Globalization;

namespace Sweeps.Cli.Tests.Faults;

/// <summary>What was done to sweeps, how often, and what came of it.</summary>
internal sealed class FaultTable(string fault)
{
    private double _longestStop;

    public int Tried { get; set; }

    public int Resumed { get; set; }

    public int Equal { get; set; }

    /// <summary>Notes how long an orderly stop took.</summary>
    public void Stopped(TimeSpan time) => _longestStop = Math.Max(_longestStop, time.TotalSeconds);

    public static string Head => "fault                                tried  resumed  bytes equal";

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{fault,-36} {Tried,5}  {Resumed,7}  {Equal,11}{(_longestStop > 0 ? $"   (longest stop {_longestStop:0.00} s)" : "")}");
}
