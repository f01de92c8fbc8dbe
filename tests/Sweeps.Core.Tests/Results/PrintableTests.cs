using System.Text.Json;
using Sweeps.Core.Text;

namespace Sweeps.Core.Tests.Results;

public sealed class PrintableTests
{
    [Theory]
    [InlineData("plain text, 100 % – Größe 数字 🎉", "plain text, 100 % – Größe 数字 🎉")]
    [InlineData("two\nlines\tand a tab", "two\nlines\tand a tab")]
    [InlineData("\u001b]0;title\u0007", "\\u001b]0;title\\u0007")]
    [InlineData("\u001b[2J\r\u009b31m\u007f\0", "\\u001b[2J\\u000d\\u009b31m\\u007f\\u0000")]
    [InlineData("exe.\u202egnp\u2066\u2028", "exe.\\u202egnp\\u2066\\u2028")]
    [InlineData("می\u200cخواهم 👨\u200d👩", "می\u200cخواهم 👨\u200d👩")]
    [InlineData("\U000E0041", "\\udb40\\udc41")]
    [InlineData("\u001b[31mred\u001b[0m", "\\u001b[31mred\\u001b[0m")]
    public void What_a_terminal_would_obey_is_shown_instead(string text, string shown) => Assert.Equal(shown, Printable.Of(text));

    [Fact]
    public void No_control_character_is_left_of_any_text()
    {
        for (var code = 0; code <= char.MaxValue; code++)
        {
            var shown = Printable.Line($"a{(char)code}b");
            Assert.DoesNotContain(shown, character => char.IsControl(character) && character is not '\t' || character is '\u2028' or '\u2029' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069'));
        }
    }

    [Fact]
    public void A_text_of_JSON_stands_for_the_same()
    {
        const string Text = "\u202e\u009b\u00ad a \U000E0041";
        var json = JsonSerializer.Serialize(Text, new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        Assert.Equal(Text, JsonSerializer.Deserialize<string>(Printable.Of(json)));
    }
}
