namespace Sweeps.Engine.Products;

/// <summary>Every extent that vectors run along is padded to the same multiple, whatever the width of the lanes.</summary>
internal static class Padded
{
    public const int Multiple = 16;

    public static int RoundUp(int count) => (count + Multiple - 1) / Multiple * Multiple;
}
