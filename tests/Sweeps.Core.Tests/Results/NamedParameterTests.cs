using Sweeps.Core.Files;
using Sweeps.Core.Journals;
using Sweeps.Core.Outcomes;
using Sweeps.Core.Parameters;
using Sweeps.Core.Tests.Running;
using Sweeps.Engine;
using Sweeps.Tests;
using Sweeps.Training.Catalogues;

namespace Sweeps.Core.Tests.Results;

/// <summary>Stored runs name their parameters, so nothing depends on their order.</summary>
public sealed class NamedParameterTests
{
    private static readonly NumberOption s_slope = new("model.slope", "slope", "A slope.", 0, 1, 0.01);
    private static readonly SwitchOption s_wide = new("train.wide", "wide", "Whether it is wide.", false);

    [Fact]
    public void Another_order_gives_the_same_values()
    {
        var (written, read) = (ParameterSet.Of(ManagedModels.Catalogue, s_slope, s_wide), ParameterSet.Of(ManagedModels.Catalogue, s_wide, s_slope));
        var outcome = RunOutcomeCodec.Read(Bytes(written, 0.5, true), read);

        Assert.Equal(0.5, outcome.Parameters[read.Find("slope")!.Index]);
        Assert.Equal(true, outcome.Parameters[read.Find("wide")!.Index]);
        foreach (var parameter in Shipped.Parameters.All)
            Assert.Equal(OfCell()[parameter.Index], outcome.Parameters[read.Find(parameter.ShortName)!.Index]);
    }

    [Fact]
    public void What_was_not_there_yet_has_its_default()
    {
        var set = ParameterSet.Of(ManagedModels.Catalogue, s_slope);
        Assert.Equal(0.01, RunOutcomeCodec.Read(Bytes(ParameterSet.Of(ManagedModels.Catalogue)), set).Parameters[set.Find("slope")!.Index]);
    }

    [Fact]
    public void A_parameter_that_nobody_knows_is_of_another_program_and_no_damage()
    {
        var error = Assert.Throws<StorageException>(() => RunOutcomeCodec.Read(Bytes(ParameterSet.Of(ManagedModels.Catalogue, s_slope), 0.5), ParameterSet.Of(ManagedModels.Catalogue)));
        Assert.Contains("it has the parameter 'slope', which this program does not know", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_later_version_is_of_another_program_and_no_damage()
    {
        var bytes = Bytes(ParameterSet.Of(ManagedModels.Catalogue));
        bytes[0] = 200;
        Assert.Contains("it has version 200", Assert.Throws<StorageException>(() => RunOutcomeCodec.Read(bytes, ParameterSet.Of(ManagedModels.Catalogue))).Message, StringComparison.Ordinal);
    }

    private static object?[] OfCell() => [.. FakeSweep.Cell(0, 0.25, 1, 5).Parameters];

    private static byte[] Bytes(ParameterSet set, params object[] more)
    {
        var to = new ByteWriter();
        RunOutcomeCodec.Write(to, new RunOutcome { Run = "0123456789abcdef", Status = RunStatus.Completed, Losses = new(3, 3.3, 3, 2.5, -0.5), Parameters = new ParameterValues(set, [.. OfCell(), .. more]) });
        return to.Written.ToArray();
    }
}
