using Sweeps.Core.Datasets;
using Sweeps.Tests;
using Sweeps.Training;

namespace Sweeps.Core.Tests.Data;

public sealed class ExampleTests
{
    /// <summary>The windows that “Makemore activations &amp; gradients” prints for 'emma'.</summary>
    [Fact]
    public void Windows_are_those_of_the_notes_on_makemore()
    {
        var list = ListReader.Read("emma\nabcdefghijklmnopqrstuvwxyz"u8, "test", null).List!;
        var examples = new DataCatalogue([]).Prepare(list, new DataSettings("test", Shuffle.None, 3, 0.5, 0.5, 0)).Train;
        Assert.Equal([0, 0, 0, 0, 0, 5, 0, 5, 13, 5, 13, 13, 13, 13, 1], ((SymbolInputs)examples.Inputs).Indices.ToArray().Select(symbol => (int)symbol));
        Assert.Equal([5, 13, 13, 1, 0], ((ClassTargets)examples.Targets).Classes.ToArray().Select(symbol => (int)symbol));
    }

    /// <summary>The counts that “Makemore activations &amp; gradients” and “Building makemore Part 3” (shuffled) and “Activations and Gradients” (in file order) print.</summary>
    [Theory]
    [InlineData("names.txt", "python:42", 0.8, 0.1, 0.1, 182_625, 22_655, 22_866, 27)]
    [InlineData("spanish-surnames.txt", "none", 0.3, 0.7, 0, 186_339, 433_815, 0, 29)]
    public void Counts_are_the_published_ones(string file, string shuffle, double train, double valid, double test, int trained, int validated, int tested, int symbols)
    {
        var data = new DataCatalogue([]);
        var list = data.Find(Repository.Shared("data", file), "/").List!;
        var settings = new DataSettings(file, Shuffle.Parse(shuffle)!, 3, train, valid, test);
        var examples = data.Prepare(list, settings);
        Assert.Equal((trained, validated, tested, symbols), (examples.Train.Count, examples.Valid.Count, examples.Test.Count, examples.Targets.Outputs));
        Assert.Equal(trained, DataCatalogue.CountTrain(list, settings));
    }

    [Fact]
    public void A_context_of_another_length_slides_the_same_way()
    {
        var list = ListReader.Read("ab"u8, "test", null).List!;
        var one = new DataCatalogue([]).Prepare(list, DataSettings.Default with { Context = 1, Train = 1 }).Train;
        Assert.Equal([0, 1, 2], ((SymbolInputs)one.Inputs).Indices.ToArray().Select(symbol => (int)symbol));
        Assert.Equal(1, ((SymbolInputs)one.Inputs).Context);
    }

    [Fact]
    public void Equal_settings_are_prepared_once()
    {
        var data = new DataCatalogue([]);
        var list = data.Find("names", ".").List!;
        Assert.Same(list, data.Find("names", "/").List);
        var settings = DataSettings.Default with { Shuffle = new Shuffle(ShuffleKind.Torch, 3) };
        var first = data.Prepare(list, settings);
        Assert.Same(first, data.Prepare(list, settings with { Source = "./names.txt" }));
        Assert.NotSame(first, data.Prepare(list, settings with { Context = 4 }));
        for (var seed = 0UL; seed < 20; seed++)
            data.Prepare(list, DataSettings.Default with { Shuffle = new Shuffle(ShuffleKind.Torch, seed), Train = 0.001, Valid = 0, Test = 0 });
        Assert.NotSame(first, data.Prepare(list, settings)); // only the last few are kept
    }

    [Fact]
    public async Task Threads_share_what_is_prepared()
    {
        var data = new DataCatalogue([]);
        var list = data.Find("names", ".").List!;
        var all = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => data.Prepare(list, DataSettings.Default))));
        Assert.Single(all.Distinct());
    }

    /// <summary>int(0.8 * n) and int(0.9 * n) as Python computes them; values from CPython 3.13.</summary>
    [Theory]
    [InlineData(32_033, 0.8, 0.1, 0.1, 25_626, 28_829, 32_033)]
    [InlineData(10, 0.7, 0.1, 0.2, 7, 8, 10)] // 0.7 + 0.1 is 0.7999999999999999 in binary, and int(0.8 * 10) is 8
    [InlineData(29, 0.29, 0.71, 0, 8, 29, 29)]
    [InlineData(100, 0.29, 0, 0, 28, 28, 28)] // int(0.29 * 100) is 28
    [InlineData(3, 0.3333333333333333, 0.3333333333333333, 0.3333333333333333, 1, 2, 2)]
    [InlineData(5, 1, 0, 0, 5, 5, 5)]
    [InlineData(5, 1e-9, 1e-30, 0, 0, 0, 0)]
    public void Splits_are_cut_as_python_cuts_them(int words, double train, double valid, double test, int first, int second, int third) =>
        Assert.Equal(new SplitBounds(first, second, third), SplitBounds.Of(words, train, valid, test));

    [Theory]
    [InlineData("none", "none")]
    [InlineData("python:0", "python:0")]
    [InlineData("python:18446744073709551615", "python:18446744073709551615")]
    [InlineData("python:007", "python:7")]
    [InlineData("torch:4294967295", "torch:4294967295")]
    [InlineData("torch:4294967296", null)]
    [InlineData("python:18446744073709551616", null)]
    [InlineData("python:", null)]
    [InlineData("python: 1", null)]
    [InlineData("python:1:2", null)]
    [InlineData("numpy:1", null)]
    [InlineData("None", null)]
    public void Shuffles_are_read(string text, string? shuffle) => Assert.Equal(shuffle, Shuffle.Parse(text)?.ToString());

    /// <summary>random.seed(42); random.shuffle(words) in CPython, from the goldens.</summary>
    [Fact]
    public void Python_s_order_is_the_goldens()
    {
        var words = File.ReadAllLines(Repository.Shared("data", "embedded", "names.txt"));
        using var goldens = System.Text.Json.JsonDocument.Parse(File.ReadAllBytes(Repository.Shared("goldens", "goldens-embedded-names.json")));
        var order = Shuffle.Parse("python:42")!.Order(words.Length);
        Assert.Equal(goldens.RootElement.GetProperty("python_shuffle_42_first_12").EnumerateArray().Select(word => word.GetString()), order.Take(12).Select(index => words[index]));
    }
}
