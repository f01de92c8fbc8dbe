using Sweeps.Core.Parameters;
using Sweeps.Tests;

namespace Sweeps.Core.Tests.Plans;

/// <summary>Parameters that a stored run says nothing of, because they were added since.</summary>
public sealed class AddedParameterTests
{
    [Theory]
    // The descriptor that takes it is not chosen: nothing acted.
    [InlineData("negative_slope", "activation", "relu", null)]
    [InlineData("bn_spread", "norm", "layer", null)]
    // It is chosen: the default acted.
    [InlineData("negative_slope", "activation", "leaky_relu", 0.01)]
    [InlineData("bn_spread", "norm", "batch", 0.0)]
    [InlineData("elu_alpha", "activation", "elu", 1.0)]
    // It always acts.
    [InlineData("arithmetic", "activation", "relu", "fast")]
    public void They_had_their_default_where_they_act_and_nothing_elsewhere(string added, string chooser, string chosen, object? expected)
    {
        var set = Shipped.Parameters;
        var stored = set.All.Select(parameter => parameter.Default).ToArray();
        stored[set.Find(chooser)!.Index] = chosen;
        stored[set.Find(added)!.Index] = null;
        AddedParameters.Fill(stored, [set.Find(added)!], set);
        Assert.Equal(expected, stored[set.Find(added)!.Index]);
    }
}
