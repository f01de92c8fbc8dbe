using System.Reflection;
using Sweeps.Core;
using Sweeps.Core.Parameters;
using Sweeps.Core.Running;
using Sweeps.Engine;
using Sweeps.Tests;

namespace Sweeps.Torch.Tests.Tasks;

/// <summary>The samples that train a network of their own, as a user runs them: by their definitions and from their assemblies.</summary>
[Collection(nameof(StreamTests))]
[Kind(TestKind.Torch)]
public sealed class SampleTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("sweeps-samples-").FullName;

    /// <summary>What the best run of each has to reach: the fraction of unseen digits that are told right, nats for a letter (chance is 2.8), and the mean squared error of a pixel (its variance is 0.07).</summary>
    [Theory]
    [InlineData("Convolution", "digits.yaml", "accuracy_test", 0.96, true)]
    [InlineData("Transformer", "names.yaml", "loss_test", 2.45, false)]
    [InlineData("Autoencoder", "digits.yaml", "loss_test", 0.03, false)]
    public async Task Each_reaches_what_it_has_to_and_is_the_same_however_it_is_run(string sample, string definition, string measure, double bound, bool isLowest)
    {
        var one = await Run("one", sample, definition, workers: 1);
        Assert.Equal(one, await Run("two", sample, definition, workers: 2));
        Assert.Equal(one, await Run("stopped", sample, definition, workers: 2, stopAfter: TimeSpan.FromSeconds(1)));
        // All of its runs beside one of another sample.
        var beside = Run("beside", sample is "Convolution" ? "Autoencoder" : "Convolution", "digits.yaml", workers: 1);
        Assert.Equal(one, await Run("with", sample, definition, workers: 1));
        await beside;
        using var results = SweepResults.Open(Directory.GetDirectories(Path.Combine(_root, "one")).Single(), ParameterSet.Of(ManagedModels.Catalogue));
        var values = results.Runs.Column<double?>(measure).Select(value => value!.Value).ToList();
        Assert.True(isLowest ? values.Max() >= bound : values.Min() <= bound, string.Join(", ", values));
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    /// <summary>The tables' bytes as one text.</summary>
    private async Task<string> Run(string folder, string sample, string definition, int workers, TimeSpan? stopAfter = null)
    {
        var project = Path.Combine(Repository.Root, "samples", $"Sweeps.Samples.{sample}");
        var source = new SweepSource
        {
            File = Path.Combine(project, definition),
            Plugins = [Path.Combine(project, "bin", Configuration, "net10.0", $"Sweeps.Samples.{sample}.dll")],
            ResultsRoot = Path.Combine(_root, folder),
        };
        var sweep = Sweep.Load(source, PluginEnvironment.Create()).Valid;
        Assert.Empty(sweep.Unseen());
        var options = new RunOptions { Workers = workers, SaveStateOnStopAfter = TimeSpan.Zero };
        if (stopAfter is { } time)
        {
            using var stop = new CancellationTokenSource(time);
            await sweep.RunAsync(options, cancellation: stop.Token);
        }

        var result = await sweep.RunAsync(options, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(sweep.Plan.CellCount, result.Completed);
        var tables = Directory.GetFiles(sweep.Paths.Folder, "*.parquet").Where(file => Path.GetFileName(file) is not "timings.parquet").Order(StringComparer.Ordinal);
        return string.Join('\n', tables.Select(file => $"{Path.GetFileName(file)} {Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file)))}"));
    }

    private static string Configuration => typeof(SampleTests).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
}
