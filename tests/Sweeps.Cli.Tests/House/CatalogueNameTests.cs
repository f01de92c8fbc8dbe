using System.Text.RegularExpressions;
using Sweeps.Core.Definitions;
using Sweeps.Engine;
using Sweeps.Tests;
using Sweeps.Training.Catalogues;

namespace Sweeps.Cli.Tests.House;

public sealed class CatalogueNameTests
{
    private static readonly ModelCatalogue s_models = ManagedModels.Catalogue;

    /// <summary>The catalogues, each with its room and with how many of its names make a list: some names are words that mean other things as well.</summary>
    public static TheoryData<string, IEnumerable<string>, int> Catalogues => new()
    {
        { "Activations", s_models.Activations.SelectMany(Names).Concat(s_models.Activations.Select(activation => activation.ModuleType)), 2 },
        { "Optimizers", s_models.Optimizers.SelectMany(Names), 2 },
        { "Initialisations", s_models.Initialisations.SelectMany(Names), 2 },
        { "Parametrizations", s_models.Parametrizations.SelectMany(Names), 2 },
        { "Losses", s_models.Losses.SelectMany(Names), 2 },
        { "Norms", s_models.Norms.Names, 3 },
        { "Schedules", s_models.Schedules.SelectMany(Names), 4 },
    };

    /// <summary>Several of them in quotation marks in one file are a list, or a switch, that a new one would have to be added to.</summary>
    [Theory]
    [MemberData(nameof(Catalogues))]
    public void No_list_of_names_stands_outside_a_catalogue(string room, IEnumerable<string> names, int list)
    {
        var quoted = new Regex($"[\"'`]({string.Join('|', names.Select(Regex.Escape))})\\.?[\"'`]", RegexOptions.None, TimeSpan.FromSeconds(10));
        var folder = Path.Combine("src", "Sweeps.Engine", room) + Path.DirectorySeparatorChar;
        // How another engine makes each of them is a list of its own, which its tests hold against the catalogues.
        var other = Path.Combine("src", "Sweeps.Torch") + Path.DirectorySeparatorChar;
        var files = SourceTree.Files("src").Where(file => !file.Contains(other, StringComparison.Ordinal)).Concat(Directory.GetFiles(Path.Combine(Repository.Root, "web", "src"), "*.js", SearchOption.AllDirectories)).ToList();
        Assert.True(files.Count > 200);
        Assert.Contains(files, file => file.Contains(folder, StringComparison.Ordinal) && quoted.IsMatch(File.ReadAllText(file)));
        Assert.DoesNotContain(
            files.Where(file => !file.Contains(folder, StringComparison.Ordinal)),
            file => quoted.Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value.ToUpperInvariant()).Distinct(StringComparer.Ordinal).Skip(list - 1).Any());
    }

    [Fact]
    public void The_schema_and_completion_know_every_name()
    {
        var parameters = Shipped.Parameters;
        var schema = DefinitionSchema.Create(new SweepCatalogue(new Sweeps.Engine.Training.TrainingEngine()));
        (string Parameter, IEnumerable<string> Names)[] choices =
        [
            ("activation", s_models.Activations.Names), ("norm", s_models.Norms.Names), ("optimizer", s_models.Optimizers.Names),
            ("parametrization", s_models.Parametrizations.Names), ("scheme", s_models.Initialisations.Names), ("hidden_scheme", s_models.Initialisations.Names), ("logits_scheme", s_models.Initialisations.Names),
        ];
        foreach (var (parameter, names) in choices)
        {
            Assert.Equal(names, parameters.Find(parameter)!.Type.Names);
            Assert.Equal(names, parameters.Find(parameter)!.Type.Offered);
            Assert.All(names, name => Assert.Contains($"\"{name}\"", schema, StringComparison.Ordinal));
        }

        // A schedule with a list, or with numbers that have no default, is written as a mapping alone.
        Assert.Equal(s_models.Schedules.Where(schedule => schedule.List is null && schedule.Numbers.All(number => number.Default is not null)).Select(schedule => schedule.Name), parameters.Find("schedule")!.Type.Offered);
        Assert.All(s_models.Schedules, schedule => Assert.Contains($"\"{schedule.Name}\"", schema, StringComparison.Ordinal));
        Assert.All(s_models.Schedules, schedule => Assert.Contains(schedule.Name, parameters.Find("schedule")!.Description, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Names(Descriptor descriptor) => descriptor.Aliases.Prepend(descriptor.Name);
}
