using Sweeps.Core.Datasets;
using Sweeps.Training;
using Sweeps.Training.Tasks;
using Statistics = MathNet.Numerics.Statistics.StreamingStatistics;

namespace Sweeps.Core.Tests.Data;

public sealed class ChanceLevelTests
{
    /// <summary>A half and two quarters: ½·ln 2 + 2·¼·ln 4 = 1.5·ln 2.</summary>
    [Fact]
    public void A_half_and_two_quarters_by_hand() => Assert.Equal(1.0397207708399179, Classification.Entropy([5, 0, 0, 2], 6), 1e-15);

    /// <summary>Nine of ten: 0.9·ln(10/9) + 0.1·ln 10.</summary>
    [Fact]
    public void Nine_of_ten_by_hand() => Assert.Equal(0.32508297339144820, Classification.Entropy([1, 1, 1, 1, 0, 1, 1, 1, 1, 1], 2), 1e-15);

    [Theory]
    [InlineData(2)]
    [InlineData(27)]
    [InlineData(1000)]
    public void Equal_frequencies_give_the_logarithm_of_the_number_of_classes(int classes) => Assert.Equal(
        Math.Log(classes), Classification.Entropy([.. Enumerable.Range(0, 3 * classes).Select(i => (ushort)(i % classes))], classes), 1e-12);

    [Fact]
    public void One_class_leaves_nothing_to_guess() => Assert.Equal(0.0, Classification.Entropy([3, 3, 3], 4));

    [Fact]
    public void Random_targets_agree_with_MathNet()
    {
        var random = new Random(7);
        for (var trial = 0; trial < 100; trial++)
        {
            var classes = random.Next(1, 60);
            ushort[] targets = [.. Enumerable.Range(0, random.Next(1, 5000)).Select(_ => (ushort)Math.Min(random.Next(classes), random.Next(classes)))];
            // MathNet's is in bits.
            Assert.Equal(Statistics.Entropy(targets.Select(target => (double)target)) * Math.Log(2), Classification.Entropy(targets, classes), 1e-12);
        }
    }

    /// <summary>Targets are a word's symbols and its end, so that frequencies can be counted in the text, without examples.</summary>
    [Fact]
    public void The_level_of_a_list_is_that_of_the_symbols_of_its_training_words()
    {
        var (list, _) = DataCatalogue.FromEnvironment().Find("names", ".");
        var settings = DataSettings.Default;
        var data = new DataCatalogue([]).Prepare(list!, settings);
        var words = Enumerable.Range(0, (int)(0.8 * list!.Words)).Select(word => list.Word(word).ToArray());

        Assert.Equal(
            Statistics.Entropy(words.SelectMany(word => word.Append((ushort)0)).Select(symbol => (double)symbol)) * Math.Log(2), new ChanceLevel().Of(TrainingTasks.Classification, data)!.Value, 1e-12);
    }

    [Fact]
    public void Other_data_have_another_level()
    {
        var level = new ChanceLevel();

        Assert.Equal([0.0, Math.Log(2), 0.0], new ushort[][] { [0, 0], [0, 1], [1, 1] }.Select(targets => level.Of(TrainingTasks.Classification, Data(targets))!.Value), (left, right) => Math.Abs(left - right) < 1e-15);
    }

    private static TrainingData Data(ushort[] targets)
    {
        var examples = new ExampleSet(1, targets, targets);
        return new TrainingData(2, examples, examples, examples);
    }
}
