using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Sweeps.Tests;

namespace Sweeps.Core.Tests.Library;

/// <summary>The sample that uses the library without the command line, run as a user runs it.</summary>
[Kind(TestKind.Process)]
public sealed class SampleTests
{
    [Fact]
    public async Task It_prints_the_losses_that_PyTorch_has()
    {
        using var goldens = JsonDocument.Parse(await File.ReadAllBytesAsync(Repository.Shared("goldens", "goldens-embedded-names.json"), TestContext.Current.CancellationToken));
        var folder = Directory.CreateTempSubdirectory("sweeps-sample-").FullName;
        try
        {
            var (exitCode, output, errors) = await RunAsync(folder);
            Assert.Equal((0, ""), (exitCode, string.Concat(errors.Where(line => !line.StartsWith("run ", StringComparison.Ordinal)))));
            Assert.Equal(["sample-learning-rates: 2 cells", "2 completed, 0 diverged, 0 failed, 0 not done"], output.Take(2));
            foreach (var (line, rate) in new[] { (output[3], 0.1), (output[4], 2.0) })
            {
                var golden = goldens.RootElement.GetProperty("runs").EnumerateArray().Single(run =>
                    run.GetProperty("depth").GetInt32() == 2 && run.GetProperty("norm").ValueEquals("none") && run.GetProperty("lr").GetDouble() == rate);
                var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                Assert.Equal("completed", words[2]);
                Assert.Equal([Six(golden, "mean_first_100"), Six(golden, "mean_last_100")], words[3..5]);
            }

            Assert.StartsWith("4000 steps trained", output[5], StringComparison.Ordinal);

            // Nothing is left to train: the tables say the same.
            var (again, same, _) = await RunAsync(folder);
            Assert.Equal(0, again);
            Assert.Equal(output, same);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task It_tells_mistakes_with_their_places()
    {
        var folder = Directory.CreateTempSubdirectory("sweeps-sample-").FullName;
        try
        {
            var file = Path.Combine(folder, "wrong.yaml");
            await File.WriteAllTextAsync(file, "name: wrong\nmodel: { width: 0 }\n", TestContext.Current.CancellationToken);
            var (exitCode, output, errors) = await RunAsync(folder, file);
            Assert.Equal(1, exitCode);
            Assert.Empty(output);
            Assert.StartsWith($"{file}:2:17: ", Assert.Single(errors), StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Six(JsonElement golden, string name) => golden.GetProperty(name).GetDouble().ToString("0.000000", CultureInfo.InvariantCulture);

    private static async Task<(int ExitCode, IReadOnlyList<string> Output, IReadOnlyList<string> Errors)> RunAsync(params IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Sweeps.Samples.Library.dll"), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = TestProcess.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, Lines(await output), Lines(await errors));
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
