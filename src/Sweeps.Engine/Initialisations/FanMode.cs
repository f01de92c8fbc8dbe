namespace Sweeps.Engine.Initialisations;

/// <summary>The mode of torch.nn.init's kaiming functions.</summary>
internal static class FanMode
{
    /// <summary>Whether fan-out takes the place of fan-in.</summary>
    public static readonly SwitchOption FanOut = new(
        "model.init.fan_out", "fan_out", "Whether kaiming_uniform and kaiming_normal divide by the fan-out, which keeps the variance of what flows backwards: mode='fan_out' of torch.nn.init.", Default: false);

    /// <summary>What is divided by.</summary>
    public static int Of(OptionValues options, int fanIn, int fanOut) => options.Of(FanOut) ? fanOut : fanIn;
}
