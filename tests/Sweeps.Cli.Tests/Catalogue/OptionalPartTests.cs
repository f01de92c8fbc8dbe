using System.Text.Json;
using Sweeps.Cli.Optional;
using Sweeps.Training;
using Sweeps.Tests;

namespace Sweeps.Cli.Tests.Catalogue;

/// <summary>A part that the program does not refer to.</summary>
public sealed class OptionalPartTests
{
    private static readonly string[] s_platforms = ["linux-x64", "linux-arm64", "win-x64", "win-arm64", "osx-x64", "osx-arm64"];

    [Fact]
    public void One_that_is_not_there_says_what_brings_it_and_where_it_goes()
    {
        var absent = new OptionalPart("absent", "Sweeps.Absent", "Sweeps.Absent.Engine", "it fetches 3 MB.", s_platforms);
        Assert.Equal(
            $"it is not installed. 'scripts/install --absent', called in the folder of the sources of sweeps, brings it: it fetches 3 MB. It goes to {absent.Home}.", absent.WhyMissing());
        Assert.EndsWith(Path.Combine("sweeps", "absent", "0.1.0"), absent.Home, StringComparison.Ordinal);
        Assert.Matches("does not exist for .*, but for os2-x86", (absent with { Platforms = ["os2-x86"] }).WhyMissing());
    }

    [Fact]
    public void One_that_does_not_fit_says_so_before_anything_is_trained()
    {
        var folder = Directory.CreateTempSubdirectory("sweeps-part-").FullName;
        File.Copy(typeof(Sweeps.Tables.ITableFormat).Assembly.Location, Path.Combine(folder, "Sweeps.Tables.dll"));
        Environment.SetEnvironmentVariable("SWEEPS_UNFIT", folder);
        try
        {
            var unfit = new OptionalPart("unfit", "Sweeps.Tables", "Sweeps.Tables.Engine", "", s_platforms);
            Assert.Null(unfit.WhyMissing());
            Assert.Contains("'scripts/install --unfit' builds it again", Assert.Throws<InvalidOperationException>(() => unfit.Create<ITrainingEngine>()).Message, StringComparison.Ordinal);
        }
        finally
        {
            Environment.SetEnvironmentVariable("SWEEPS_UNFIT", null);
        }
    }

    /// <summary>What <c>dotnet run --project src/Sweeps.Cli</c> restores has nothing of them.</summary>
    [Fact]
    public void The_program_refers_to_nothing_of_them()
    {
        using var assets = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "src", "Sweeps.Cli", "obj", "project.assets.json")));
        var libraries = assets.RootElement.GetProperty("libraries").EnumerateObject().Select(library => library.Name).ToList();
        Assert.Contains(libraries, library => library.StartsWith("YamlDotNet/", StringComparison.Ordinal));
        Assert.DoesNotContain(libraries, library => library.Contains("torch", StringComparison.OrdinalIgnoreCase) || library.Contains("duckdb", StringComparison.OrdinalIgnoreCase));
    }
}
