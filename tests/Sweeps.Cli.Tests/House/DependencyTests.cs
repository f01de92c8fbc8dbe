using System.Reflection;
using System.Text.RegularExpressions;
using Sweeps.Tests;

namespace Sweeps.Cli.Tests.House;

public sealed partial class DependencyTests
{
    /// <summary>The rooms of Sweeps.Core, each with the rooms that it may know.</summary>
    private static readonly Dictionary<string, string[]> s_rooms = new(StringComparer.Ordinal)
    {
        ["Files"] = [],
        ["Text"] = [],
        // A file as nodes with their places, and mistakes at places.
        ["Yaml"] = ["Text"],
        ["Engines"] = ["Text"],
        ["Datasets"] = ["Files", "Text"],
        ["Handlers"] = ["Files", "Text"],
        // An engine says which parameters have no effect on it.
        ["Parameters"] = ["Yaml", "Engines", "Datasets", "Text"],
        ["Axes"] = ["Parameters", "Yaml", "Text"],
        ["Outcomes"] = ["Parameters", "Handlers", "Files", "Text"],
        // Definitions name measures, which are a part of outcomes.
        ["Definitions"] = ["Outcomes", "Parameters", "Axes", "Yaml", "Engines", "Datasets", "Handlers", "Files", "Text"],
        ["Plans"] = ["Parameters", "Axes", "Definitions", "Yaml", "Engines", "Datasets", "Handlers", "Files", "Text"],
        ["Tables"] = ["Outcomes", "Parameters", "Plans", "Handlers", "Files", "Text"],
        ["Journals"] = ["Tables", "Outcomes", "Parameters", "Plans", "Handlers", "Files", "Text"],
        ["Analysis"] = ["Journals", "Tables", "Outcomes", "Parameters", "Plans", "Definitions", "Handlers", "Files", "Text"],
        ["Store"] = ["Analysis", "Journals", "Tables", "Outcomes", "Parameters", "Plans", "Definitions", "Handlers", "Files", "Text"],
        ["Published"] = ["Store", "Journals", "Tables", "Outcomes", "Parameters", "Plans", "Definitions", "Yaml", "Handlers", "Files", "Text"],
        ["Running"] = ["Store", "Analysis", "Journals", "Tables", "Outcomes", "Parameters", "Plans", "Handlers", "Definitions", "Datasets", "Files", "Text"],
        ["Verification"] = ["Running", "Store", "Analysis", "Journals", "Tables", "Outcomes", "Parameters", "Plans", "Definitions", "Files", "Text"],
        ["Sampling"] = ["Files", "Text"],
        ["Slurm"] = ["Running", "Store", "Files", "Text"],
    };

    /// <summary>The projects, each with those that it may refer to.</summary>
    public static TheoryData<string, string[]> Projects => new()
    {
        { "Sweeps.Numerics", [] },
        { "Sweeps.Training", ["Sweeps.Numerics"] },
        { "Sweeps.Tables", [] },
        { "Sweeps.Parquet", ["Sweeps.Tables", "Parquet"] },
        { "Sweeps.Engine", ["Sweeps.Training", "Sweeps.Numerics"] },
        { "Sweeps.Core", ["Sweeps.Training", "Sweeps.Numerics", "Sweeps.Tables", "Sweeps.Parquet", "YamlDotNet", "Sep"] },
        { "Sweeps.Reports", ["Sweeps.Core", "Sweeps.Training", "Sweeps.Numerics", "Sweeps.Tables", "OxyPlot"] },
    };

    [Theory]
    [MemberData(nameof(Projects))]
    public void Projects_know_those_below_them_alone(string project, string[] below) =>
        Assert.DoesNotContain(References(Assembly.Load(project)), name => !IsBase(name) && !below.Contains(name, StringComparer.Ordinal));

    [Fact]
    public void No_product_sees_the_internals_of_another()
    {
        var products = Directory.GetDirectories(Path.Combine(Repository.Root, "src")).Select(folder => Path.GetFileName(folder)!).Append("sweeps").ToList();
        Assert.DoesNotContain(
            Directory.GetFiles(Path.Combine(Repository.Root, "src"), "*.csproj", SearchOption.AllDirectories).SelectMany(File.ReadLines),
            line => products.Exists(name => line.Contains($"<InternalsVisibleTo Include=\"{name}\"", StringComparison.Ordinal)));
    }

    [Fact]
    public void One_file_of_the_product_names_the_format_of_table_files()
    {
        var naming = SourceTree.Files("src")
            .Where(file => !Path.GetRelativePath(Repository.Root, file).StartsWith(Path.Combine("src", "Sweeps.Parquet"), StringComparison.Ordinal))
            .Where(file => NamedFormat().IsMatch(File.ReadAllText(file)))
            .Select(file => Path.GetRelativePath(Repository.Root, file));
        Assert.Equal([Path.Combine("src", "Sweeps.Core", "Tables", "TableFiles.cs")], naming);
    }

    /// <summary>Everything else knows engines by their contracts, and gets their models handed down.</summary>
    [Fact]
    public void One_file_of_the_product_names_the_managed_engine_and_its_models()
    {
        var naming = SourceTree.Files("src")
            .Where(file => !Path.GetRelativePath(Repository.Root, file).StartsWith(Path.Combine("src", "Sweeps.Engine") + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            .Where(file => ManagedEngine().IsMatch(File.ReadAllText(file)))
            .Select(file => Path.GetRelativePath(Repository.Root, file));
        Assert.Equal([Path.Combine("src", "Sweeps.Cli", "Composition.cs")], naming);
    }

    [Fact]
    public void Inside_core_dependencies_point_one_way()
    {
        var rooms = Directory.GetDirectories(Path.Combine(Repository.Root, "src", "Sweeps.Core")).Select(folder => Path.GetFileName(folder)!).Where(name => SourceTree.Files(Path.Combine("src", "Sweeps.Core", name)).Any());
        Assert.Equal(s_rooms.Keys.Order(StringComparer.Ordinal), rooms.Order(StringComparer.Ordinal));

        var wrong = new List<string>();
        foreach (var (room, allowed) in s_rooms)
        {
            foreach (var file in SourceTree.Files(Path.Combine("src", "Sweeps.Core", room)))
            {
                var text = File.ReadAllText(file);
                foreach (Match match in NamedRoom().Matches(text))
                {
                    var known = match.Groups["room"].Value;
                    if (!string.Equals(known, room, StringComparison.Ordinal) && s_rooms.ContainsKey(known) && !allowed.Contains(known, StringComparer.Ordinal))
                        wrong.Add($"{Path.GetRelativePath(Repository.Root, file)} knows {known}");
                }
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void The_rooms_form_no_circle()
    {
        var done = new HashSet<string>(StringComparer.Ordinal);
        while (done.Count < s_rooms.Count)
        {
            var next = s_rooms.Where(room => !done.Contains(room.Key) && room.Value.All(done.Contains)).Select(room => room.Key).ToList();
            Assert.NotEmpty(next);
            done.UnionWith(next);
        }
    }

    private static bool IsBase(string name) => name.StartsWith("System.", StringComparison.Ordinal) || name.StartsWith("Microsoft.Win32.", StringComparison.Ordinal);

    private static IEnumerable<string> References(Assembly assembly) => assembly.GetReferencedAssemblies().Select(name => name.Name!);

    // The project, or one of its types; not the word in a text.
    [GeneratedRegex(@"Sweeps\.Parquet|\bParquet(Reader|Writer|Format|Exception)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NamedFormat();

    [GeneratedRegex(@"\b(TrainingEngine|ManagedModels)\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ManagedEngine();

    // A using directive, a full name, or a name relative to Sweeps.Core such as Plans.SweepPlan; not a member such as definition.Handlers.Count.
    [GeneratedRegex(@"Sweeps\.Core\.(?<room>[A-Z]\w*)|(?<![\w.])(?<room>Plans|Tables|Store|Journals|Outcomes|Analysis|Running|Definitions|Published|Verification|Slurm|Yaml|Parameters|Axes)\.[A-Z]\w*", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex NamedRoom();
}
