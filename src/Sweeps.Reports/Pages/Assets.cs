using System.Text;

namespace Sweeps.Reports.Pages;

/// <summary>What the build has put into this assembly.</summary>
internal static class Assets
{
    public static string Style { get; } = Read("report.css") ?? "";

    /// <summary>The bundled charts; null if they could not be bundled where this was built.</summary>
    public static string? Script { get; } = Read("report.js");

    private static string? Read(string name)
    {
        using var stream = typeof(Assets).Assembly.GetManifestResourceStream(name);
        if (stream is null)
            return null;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        // Git may check sources out with the line ends of the system.
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
