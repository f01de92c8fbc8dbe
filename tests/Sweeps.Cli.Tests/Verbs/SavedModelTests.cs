using System.Buffers.Binary;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Sweeps.Cli.Arguments;
using Sweeps.Cli.Output;
using Sweeps.Cli.Tests.Processes;
using Sweeps.Tests;

namespace Sweeps.Cli.Tests.Verbs;

/// <summary>A saved model, opened as docs/models.md says: with numpy alone, where there is a Python that has it, and by the format's description in any case.</summary>
[Kind(TestKind.Process)]
public sealed class SavedModelTests : IDisposable
{
    private const string Shown = """

        import sys
        for name, tensor in load(sys.argv[1]).items():
            print(name, "x".join(map(str, tensor.shape)), repr(float(tensor.astype("f8").sum())), repr(float(tensor.flat[-1])), sep=" ")
        """;

    private readonly Workspace _at = new();

    public void Dispose() => _at.Dispose();

    [Fact]
    public async Task The_documented_snippet_opens_a_model()
    {
        _at.Define("saved", steps: 20, grid: "grid: { activation: [tanh] }", more: "title: none");
        using var output = new StringWriter();
        var exitCode = await SweepsCommand.InvokeAsync(
            ["run", _at.In("saved.yaml"), "--set", "norm=batch", "--out", _at.In("results"), "--quiet"],
            InProcess.Context(new Terminal(TextWriter.Synchronized(output), TextWriter.Synchronized(output), IsInteractive: false, HasColours: false)));
        Assert.True(exitCode == 0, output.ToString());
        var model = Assert.Single(Directory.GetFiles(_at.In("results", "saved", "models")));
        var expected = Described(File.ReadAllBytes(model));
        Assert.Contains(expected, line => line.StartsWith("Linear.0.weight 9x12 ", StringComparison.Ordinal));
        Assert.Contains(expected, line => line.StartsWith("BatchNorm.0.running_mean 9 ", StringComparison.Ordinal));

        File.WriteAllText(_at.In("open.py"), Snippet() + Shown + "\n");
        if (WithNumpy() is { } python)
            Assert.Equal(expected, Run(python, _at.In("open.py"), model).Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Numbers).Order(StringComparer.Ordinal));
    }

    /// <summary>Name, shape, sum and last value of each tensor, read by the description: a length, a JSON header, little-endian float32.</summary>
    private static List<string> Described(byte[] file)
    {
        var length = (int)BinaryPrimitives.ReadUInt64LittleEndian(file);
        using var header = JsonDocument.Parse(file.AsMemory(8, length));
        return [.. header.RootElement.EnumerateObject().Select(entry =>
        {
            var shape = entry.Value.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32()).ToList();
            var (first, end) = (entry.Value.GetProperty("data_offsets")[0].GetInt32(), entry.Value.GetProperty("data_offsets")[1].GetInt32());
            Assert.Equal(4 * shape.Aggregate(1, (product, size) => product * size), end - first);
            var values = Enumerable.Range(0, (end - first) / 4).Select(i => BinaryPrimitives.ReadSingleLittleEndian(file.AsSpan(8 + length + first + (4 * i)))).ToList();
            return Line(entry.Name, string.Join('x', shape), values.Sum(value => (double)value), values[^1]);
        }).Order(StringComparer.Ordinal)];
    }

    // numpy adds pairwise: the sums agree to their last digits.
    private static string Numbers(string line) => line.Split(' ') is [var name, var shape, var sum, var last]
        ? Line(name, shape, double.Parse(sum, CultureInfo.InvariantCulture), double.Parse(last, CultureInfo.InvariantCulture))
        : line;

    private static string Line(string name, string shape, double sum, double last) => string.Create(CultureInfo.InvariantCulture, $"{name} {shape} {sum + 0.0:F6} {last:F6}");

    private static string Snippet()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "models.md"));
        var from = page.IndexOf("```python\n", StringComparison.Ordinal) + "```python\n".Length;
        return page[from..page.IndexOf("```", from, StringComparison.Ordinal)];
    }

    private static string? WithNumpy() => new[] { "/usr/bin/python3", "python3", "python" }.FirstOrDefault(python =>
    {
        try
        {
            return Run(python, "-c", "import numpy").ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    });

    private static Finished Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        using var process = TestProcess.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new Finished(process.ExitCode, output, error.Result);
    }
}
