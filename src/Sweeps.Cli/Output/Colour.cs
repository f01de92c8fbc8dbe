namespace Sweeps.Cli.Output;

/// <summary>Foreground colours by their codes in ECMA-48's "select graphic rendition".</summary>
internal enum Colour
{
    Red = 31,
    Green = 32,
    Yellow = 33,
    Grey = 90,
}
