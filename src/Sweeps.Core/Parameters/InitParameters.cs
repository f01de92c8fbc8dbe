namespace Sweeps.Core.Parameters;

/// <summary>How a network starts, under <c>model.init</c>.</summary>
internal static class InitParameters
{
    private static readonly object TanhGain = 5.0 / 3;
    private static readonly object ReluGain = Math.Sqrt(2);
    private static readonly object SeluGain = 1.0;
    private static readonly string[] Schemes = ["xavier_uniform", "xavier_normal", "kaiming_uniform", "kaiming_normal", "normal"];
    private static readonly string[] Biases = ["zeros", "normal", "none", "discarded"];

    public static readonly Parameter Gain = new()
    {
        Name = "model.init.gain",
        ShortName = "gain",
        Type = new NumberType(0, 1e6),
        Default = null,
        AutoWord = "auto",
        Summary = "Factor on the scheme's standard deviation or bound; auto: tanh 5/3, relu √2, selu 1, gelu √2.",
        NoEffect = "where no layer takes it: the scheme is normal, or every layer has its own gain",
        Identifies = false,
        Auto = cell => ModelParameters.ActingActivation(cell) switch
        {
            "tanh" => TanhGain,
            "selu" => SeluGain,
            _ => ReluGain,
        },
        IsInert = cell => !Hidden!.InheritsGain(cell) && !Logits!.InheritsGain(cell),
    };

    public static readonly Parameter Scheme = new()
    {
        Name = "model.init.scheme",
        ShortName = "scheme",
        Type = new NameType(Schemes),
        Default = "xavier_uniform",
        Summary = "How weights are drawn, in PyTorch's definitions; normal is the standard normal distribution and takes no gain.",
        NoEffect = "where every layer has its own scheme",
        Identifies = false,
        IsInert = cell => cell.Sets(Hidden!.Scheme) && cell.Sets(Logits!.Scheme),
    };

    public static readonly Parameter Stream = new()
    {
        Name = "model.init.stream",
        ShortName = "stream",
        Type = new NameType("per_layer", "single"),
        Default = "per_layer",
        Summary = "A fresh generator for every layer and for the batches (document 004), or one that draws all weights and then the batches (document 003).",
    };

    public static readonly Parameter Layout = new()
    {
        Name = "model.init.layout",
        ShortName = "layout",
        Type = new NameType("out_in", "in_out"),
        Default = "out_in",
        Summary = "Whether a matrix is drawn as torch.nn.Linear holds it (fan-out × fan-in) or as documents 001–003 write it (fan-in × fan-out).",
    };

    public static readonly Parameter Bias = new()
    {
        Name = "model.init.bias",
        ShortName = "bias",
        Type = new NameType(Biases),
        Default = "zeros",
        Summary = "Biases of zeros, drawn from the standard normal distribution, none at all, or drawn and discarded (document 003).",
        NoEffect = "where every layer has its own",
        Identifies = false,
        IsInert = cell => (cell.Sets(Hidden!.Bias) && cell.Sets(Logits!.Bias)) || IsDiscardedForNothing(cell, Bias!),
    };

    /// <summary>Whether a bias is drawn and discarded, and no other draw follows from the generator.</summary>
    internal static bool IsDiscardedForNothing(CellValues cell, Parameter bias) => cell.Is(bias, "discarded") && !cell.Is(Stream, "single");

    /// <summary>The first linear layer and the hidden ones.</summary>
    public static readonly LayerParameters Hidden = new("hidden", "the first and the hidden linear layers", Schemes, Biases);

    /// <summary>The last linear layer.</summary>
    public static readonly LayerParameters Logits = new("logits", "the last linear layer", Schemes, Biases);

    public static IReadOnlyList<Parameter> More { get; } = [Scheme, Stream, Layout, Bias, .. Hidden.All, .. Logits.All];
}
