using Sweeps.Core.Parameters;
using Sweeps.Tests;

namespace Sweeps.Core.Tests.Definitions;

/// <summary>docs/definition.md says of each parameter what the registry says.</summary>
public sealed class DocumentationTests
{
    [Fact]
    public void Every_parameter_has_its_row()
    {
        var page = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "definition.md"));
        var rows = page.SkipWhile(line => !line.StartsWith("| full name", StringComparison.Ordinal)).Skip(2).TakeWhile(line => line.StartsWith('|'));
        Assert.Equal(Shipped.Parameters.All.OrderBy(parameter => parameter.Name, StringComparer.Ordinal).Select(Row), rows);
    }

    [Fact]
    public void Everyday_keys_say_what_the_parameters_say()
    {
        var rows = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "definition.md"))
            .SkipWhile(line => line is not "## Everyday keys").SkipWhile(line => !line.StartsWith("| `", StringComparison.Ordinal)).TakeWhile(line => line.StartsWith('|')).ToList();
        Assert.NotEmpty(rows);
        // The same row, its first two columns changed over.
        Assert.All(rows, row => Assert.Contains(row, Shipped.Parameters.All.Select(parameter => Row(parameter) is var full
            ? $"| `{parameter.ShortName}` | `{parameter.Name}` |{full[$"| `{parameter.Name}` | `{parameter.ShortName}` |".Length..]}" : "")));
    }

    private static string Row(Parameter parameter)
    {
        var written = parameter.Default switch
        {
            null => parameter.AutoWord,
            bool flag => flag ? "true" : "false",
            var value => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture),
        };
        var effect = parameter.NoEffect is null ? "" : $" Without effect {parameter.NoEffect}.";
        return $"| `{parameter.Name}` | `{parameter.ShortName}` | {parameter.Description} | `{written}` | {parameter.Summary}{effect} |";
    }
}
