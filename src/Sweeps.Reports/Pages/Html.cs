using System.Text;

namespace Sweeps.Reports.Pages;

/// <summary>Writes HTML in which text from data is nothing but text.</summary>
internal sealed class Html(StringBuilder to)
{
    public Html Raw(string markup)
    {
        to.Append(markup);
        return this;
    }

    public Html Text(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '<' => to.Append("&lt;"),
                '>' => to.Append("&gt;"),
                '&' => to.Append("&amp;"),
                '"' => to.Append("&quot;"),
                '\'' => to.Append("&#39;"),
                '\t' or '\n' => to.Append((char)rune.Value),
                < ' ' or (>= 0x7f and < 0xa0) => to.Append('\uFFFD'),
                _ => to.Append(rune.ToString()),
            };
        }

        return this;
    }

    /// <summary>An element with a text.</summary>
    public Html Element(string name, string text) => Raw($"<{name}>").Text(text).Raw($"</{name}>");

    /// <summary>A table with a caption; the first <paramref name="keys"/> cells of a row are its headings.</summary>
    /// <remarks>The end tags that HTML lets one leave out are left out: half of a long table would be tags.</remarks>
    public Html Table(string caption, IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows, int keys = 1)
    {
        Raw("<div class=\"scroll\"><table>").Element("caption", caption).Raw("<thead><tr>");
        foreach (var cell in header)
            Raw("<th scope=\"col\">").Text(cell);
        Raw("<tbody>\n");
        foreach (var row in rows)
        {
            Raw("<tr>");
            for (var i = 0; i < row.Count; i++)
                Raw(i < keys ? "<th scope=\"row\">" : "<td>").Text(row[i]);
            Raw("\n");
        }

        return Raw("</table></div>\n");
    }
}
