using System.Security.Cryptography;
using System.Text;
using Sweeps.Reports.Model;

namespace Sweeps.Reports.Pages;

/// <summary>One HTML file that needs nothing but itself.</summary>
internal static class ReportPage
{
    /// <summary>The first bytes of every report.</summary>
    public static ReadOnlySpan<byte> Beginning => "<!DOCTYPE html>\n"u8;

    private const string End = "</body>\n</html>\n";

    /// <param name="script">The bundled charts; null for tables alone.</param>
    public static byte[] Write(ReportModel model, string? script)
    {
        var runnable = script is null ? null : Embeddable(script);
        var text = new StringBuilder();
        var html = new Html(text);
        html.Raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
            .Raw($"<meta http-equiv=\"Content-Security-Policy\" content=\"{Policy(Assets.Style, runnable)}\">\n")
            .Raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"referrer\" content=\"no-referrer\">\n<link rel=\"icon\" href=\"data:,\">\n")
            .Element("title", model.Title)
            .Raw($"\n<style>{Assets.Style}</style>\n</head>\n<body>\n<main id=\"report\">\n");
        StaticPage.Write(html, model, hasCharts: runnable is not null);
        html.Raw("</main>\n");
        if (runnable is null)
            return Utf8(text.Append(End));
        // The model is large: it is put between the two parts as it is.
        html.Raw("<script type=\"application/json\" id=\"model\">");
        using var page = new MemoryStream();
        page.Write(Utf8(text));
        ModelJson.Write(model, page);
        page.Write(Utf8(new StringBuilder("</script>\n<script>").Append(runnable).Append("</script>\n").Append(End)));
        return page.ToArray();
    }

    private static byte[] Utf8(StringBuilder text) => new UTF8Encoding(encoderShouldEmitUTF8Identifier: false).GetBytes(text.ToString());

    /// <summary>The page may run this script and use this style, and load nothing.</summary>
    private static string Policy(string style, string? script) =>
        $"default-src 'none'; img-src data:; style-src '{Hash(style)}'; {(script is null ? "" : $"script-src '{Hash(script)}'; ")}base-uri 'none'; form-action 'none'";

    private static string Hash(string text) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>A script that an HTML parser reads to its end: inside texts, the escapes mean the same.</summary>
    private static string Embeddable(string script) => script
        .Replace("</script", "<\\/script", StringComparison.OrdinalIgnoreCase)
        .Replace("<!--", "<\\!--", StringComparison.Ordinal);
}
