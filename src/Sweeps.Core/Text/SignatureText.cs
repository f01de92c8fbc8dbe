using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sweeps.Core.Text;

/// <summary>Names with their signatures as a text that a table's metadata can hold: a JSON list of pairs.</summary>
internal static partial class SignatureText
{
    public static string Of(IEnumerable<(string Name, string Signature)> pairs) =>
        JsonSerializer.Serialize([.. pairs.Select(pair => new[] { pair.Name, pair.Signature })], PairsJson.Default.StringArrayArray);

    /// <summary>The lists in a text, which are pairs if it is one of these.</summary>
    /// <exception cref="JsonException">It is no list of lists of texts.</exception>
    public static string[][] Read(string text) => JsonSerializer.Deserialize(text, PairsJson.Default.StringArrayArray) ?? [];

    [JsonSerializable(typeof(string[][]))]
    private sealed partial class PairsJson : JsonSerializerContext;
}
