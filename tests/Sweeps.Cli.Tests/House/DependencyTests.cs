using System.Reflection;
using System.Text.RegularExpressions;
using Sweeps.Core.Running;
using Sweeps.Engine.Training;
using Sweeps.Parquet;
using Sweeps.Tests;

namespace Sweeps.Cli.Tests.House;

public sealed partial class DependencyTests
{
    /// <summary>The rooms of Sweeps.Core, each with the rooms that it may know.</summary>
    private static readonly Dictionary<string, string[]> s_rooms = new(StringComparer.Ordinal)
    {
        ["Files"] = [],
        ["Text"] = [],
        ["Data"] = ["Files", "Text"],
        ["Handlers"] = ["Files", "Text"],
        ["Definitions"] = ["Data", "Handlers", "Files", "Text"],
        ["Published"] = ["Results", "Plans", "Definitions", "Handlers", "Files", "Text"],
        ["Plans"] = ["Definitions", "Data", "Handlers", "Text"],
        ["Results"] = ["Plans", "Definitions", "Handlers", "Files", "Text"],
        ["Running"] = ["Results", "Plans", "Handlers", "Definitions", "Data", "Files", "Text"],
        ["Verification"] = ["Running", "Results", "Plans", "Definitions", "Files"],
        ["Sampling"] = ["Text"],
        ["Slurm"] = ["Running", "Results", "Files", "Text"],
    };

    [Fact]
    public void The_engine_and_the_file_format_know_the_base_class_library_alone()
    {
        foreach (var assembly in new[] { typeof(TrainingEngine).Assembly, typeof(ParquetReader).Assembly })
            Assert.DoesNotContain(References(assembly), name => !IsBase(name));
    }

    [Fact]
    public void Core_knows_the_engine_and_the_file_format_but_nobody_above()
    {
        var ours = References(typeof(SweepRunner).Assembly).Where(name => !IsBase(name)).Order(StringComparer.Ordinal);
        Assert.Equal(["Sweeps.Engine", "Sweeps.Parquet", "YamlDotNet"], ours);
    }

    [Fact]
    public void Reports_know_core_and_what_is_below()
    {
        var ours = References(Assembly.Load("Sweeps.Reports")).Where(name => !IsBase(name));
        Assert.All(ours, name => Assert.Contains(name, new[] { "Sweeps.Core", "Sweeps.Engine", "Sweeps.Parquet", "Google.Protobuf" }));
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

    // A using directive, a full name, or a name relative to Sweeps.Core such as Plans.ParameterColumns; not a member such as definition.Handlers.Count.
    [GeneratedRegex(@"Sweeps\.Core\.(?<room>[A-Z]\w*)|(?<![\w.])(?<room>Plans|Results|Running|Definitions|Published|Verification|Slurm)\.[A-Z]\w*", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex NamedRoom();
}
