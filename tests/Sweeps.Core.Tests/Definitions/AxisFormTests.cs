using System.Text.RegularExpressions;
using Sweeps.Core.Definitions.AxisForms;
using Sweeps.Tests;

namespace Sweeps.Core.Tests.Definitions;

/// <summary>Every form of an axis is documented, read as its documentation shows it, and part of the schema.</summary>
public sealed partial class AxisFormTests
{
    public static TheoryData<string> Forms { get; } = [.. AxisFormCatalogue.All.Select(form => form.GetType().Name)];

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_form_stands_on_the_page_and_its_example_is_read(string name)
    {
        var form = AxisFormCatalogue.All.Single(form => string.Equals(form.GetType().Name, name, StringComparison.Ordinal));
        Assert.Contains($"- {form.Summary}\n", File.ReadAllText(Path.Combine(Repository.Root, "docs", "definition.md")), StringComparison.Ordinal);
        var example = Example().Match(form.Summary).Groups["axis"].Value;
        var parameter = Shipped.Parameters.All.First(parameter => parameter.ShortName is "lr" or "seed" && form.IsFor(parameter, Shipped.Parameters));

        var axis = Assert.Single(Reader.Valid($"name: x\ngrid: {{ {parameter.ShortName}: {example} }}").Axes);
        Assert.InRange(axis.Count, 2, 5);
    }

    /// <summary>What messages show of a form is a form of that parameter.</summary>
    [Theory]
    [MemberData(nameof(Forms))]
    public void What_messages_say_of_a_form_can_be_written(string name)
    {
        var form = AxisFormCatalogue.All.Single(form => string.Equals(form.GetType().Name, name, StringComparison.Ordinal));
        foreach (var parameter in Shipped.Parameters.All.Where(parameter => parameter.ShortName is "lr" or "seed" && form.IsFor(parameter, Shipped.Parameters)))
        {
            var described = form.Describe(parameter);
            Assert.NotEmpty(described);
            if (described.IndexOf('{', StringComparison.Ordinal) is >= 0 and var start)
                Assert.Equal(5, Assert.Single(Reader.Valid($"name: x\ngrid: {{ {parameter.ShortName}: {described[start..]} }}").Axes).Count);
        }
    }

    [Fact]
    public void A_parameter_s_schema_has_its_forms_and_no_others()
    {
        var schema = System.Text.Json.Nodes.JsonNode.Parse(Core.Definitions.DefinitionSchema.Create(Reader.Context.Catalogue))!;
        Assert.All(Shipped.Parameters.All, parameter => Assert.Equal(
            AxisFormCatalogue.For(parameter, Shipped.Parameters).Count(),
            schema["definitions"]!["axis"]!["properties"]![parameter.ShortName]!["anyOf"]!.AsArray().Count));
        Assert.Equal(3, AxisFormCatalogue.For(Shipped.Parameters.Find("seed")!, Shipped.Parameters).Count());
        Assert.Equal(2, AxisFormCatalogue.For(Shipped.Parameters.Find("lr")!, Shipped.Parameters).Count());
        Assert.Single(AxisFormCatalogue.For(Shipped.Parameters.Find("norm")!, Shipped.Parameters));
    }

    /// <summary>Of each form, its example and what becomes of it when a part is missing, added, or of a wrong kind: an independent validator with the schema lets through just what the reader reads.</summary>
    [Kind(TestKind.Process)]
    [Theory]
    [MemberData(nameof(Forms))]
    public void The_schema_of_a_form_lets_through_what_its_reader_reads(string name)
    {
        var form = AxisFormCatalogue.All.Single(form => string.Equals(form.GetType().Name, name, StringComparison.Ordinal));
        var parameter = Shipped.Parameters.All.First(parameter => parameter.ShortName is "lr" or "seed" && form.IsFor(parameter, Shipped.Parameters));
        using var folder = new TemporaryFolder();
        var schema = folder.Write("schema.json", Core.Definitions.DefinitionSchema.Create(Reader.WithHandlers.Catalogue));
        var variants = Variants(form).Select(axis => $"name: x\ngrid: {{ {parameter.ShortName}: {axis} }}").Distinct(StringComparer.Ordinal).ToList();
        var files = variants.Select((yaml, i) => folder.Write(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{i}.yaml"), yaml));

        var isRead = variants.Select(yaml => Core.Definitions.DefinitionReader.Read(System.Text.Encoding.UTF8.GetBytes(yaml), "d.yaml", ".", Reader.Context).Errors.Count == 0).ToList();
        Assert.Equal(variants.Zip(isRead), variants.Zip(SchemaTests.AreValid(schema, files)));
        Assert.True(isRead[0]);
        Assert.Contains(false, isRead);
    }

    /// <summary>The example first.</summary>
    private static IEnumerable<string> Variants(AxisForm form)
    {
        var example = Example().Match(form.Summary).Groups["axis"].Value;
        yield return example;
        var (open, close) = (example[0], example[^1]);
        var parts = example[1..^1].Split(',', StringSplitOptions.TrimEntries);
        string Axis(IEnumerable<string> inner) => $"{open} {string.Join(", ", inner)} {close}";
        yield return Axis([]);
        yield return Axis(parts.Append(open is '{' ? "another: 1" : "another"));
        for (var i = 0; i < parts.Length; i++)
        {
            var key = open is '{' ? parts[i][..(parts[i].IndexOf(':', StringComparison.Ordinal) + 1)] : "";
            yield return Axis([.. parts[..i], .. parts[(i + 1)..]]);
            foreach (var value in new[] { "another", "'1'", "-1", "0", "1.5", "[1]", "{ of: 1 }" })
                yield return Axis([.. parts[..i], $"{key} {value}", .. parts[(i + 1)..]]);
        }
    }

    [GeneratedRegex("`(?<axis>[\\[{][^`]*)`", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Example();
}
