using System.Text.RegularExpressions;
using Sweeps.Core.Definitions;
using Sweeps.Core.Engines;
using Sweeps.Core.Handlers;
using Sweeps.Core.Parameters;
using Sweeps.Engine;
using Sweeps.Tests;

namespace Sweeps.Cli.Tests.House;

public sealed class ActivationNameTests
{
    /// <summary>Two of them in quotation marks in one file are a list, or a switch, that a new activation would have to be added to.</summary>
    [Fact]
    public void No_list_of_activation_names_stands_outside_the_catalogue()
    {
        var names = ManagedModels.Catalogue.Activations.SelectMany(activation => activation.Aliases.Append(activation.Name).Append(activation.ModuleType)).ToList();
        var quoted = new Regex($"[\"'`]({string.Join('|', names.Select(Regex.Escape))})\\.?[\"'`]", RegexOptions.None, TimeSpan.FromSeconds(10));
        var room = Path.Combine("src", "Sweeps.Engine", "Activations") + Path.DirectorySeparatorChar;
        var files = SourceTree.Files("src").Concat(Directory.GetFiles(Path.Combine(Repository.Root, "web", "src"), "*.js", SearchOption.AllDirectories)).ToList();
        Assert.True(files.Count > 200);
        Assert.DoesNotContain(
            files.Where(file => !file.Contains(room, StringComparison.Ordinal)),
            file => quoted.Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value.ToUpperInvariant()).Distinct(StringComparer.Ordinal).Skip(1).Any());
    }

    [Fact]
    public void The_schema_and_completion_know_every_name()
    {
        var parameters = ParameterSet.Shipped;
        var schema = DefinitionSchema.Create(parameters, HandlerCatalogue.Shipped.Kinds, EngineCatalogue.Of(new Sweeps.Engine.Training.TrainingEngine()));
        var models = ManagedModels.Catalogue;
        (string Parameter, IEnumerable<string> Names)[] choices =
        [
            ("activation", models.Activations.Names), ("norm", models.Norms.Names), ("optimizer", models.Optimizers.Names),
            ("scheme", models.Initialisations.Names), ("hidden_scheme", models.Initialisations.Names), ("logits_scheme", models.Initialisations.Names),
        ];
        foreach (var (parameter, names) in choices)
        {
            Assert.Equal(names, parameters.Find(parameter)!.Type.Names);
            Assert.All(names, name => Assert.Contains($"\"{name}\"", schema, StringComparison.Ordinal));
        }
    }
}
