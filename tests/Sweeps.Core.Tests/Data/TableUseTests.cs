using System.Text;
using Sweeps.Core.Datasets;
using Sweeps.Core.Datasets.Columns;
using Sweeps.Training;
using Statistics = MathNet.Numerics.Statistics.Statistics;

namespace Sweeps.Core.Tests.Data;

/// <summary>What becomes of the columns and rows of a table.</summary>
public sealed class TableUseTests
{
    private const string Flowers = "id,length,colour,width,kind,part,garden\n1,4,red,1,oak,train,n\n2,6,blue,1,elm,train,n\n3,,red,1,oak,train,s\n4,8,green,1,ash,test,s\n5,2,red,1,elm,valid,n\n6,4,blue,1,oak,test,w\n";

    private static readonly DataSettings s_all = new("flowers", Shuffle.None, 0, 1, 0, 0) { Kind = "table", Target = "kind", Features = "length, colour" };

    [Fact]
    public void Texts_are_one_hot_in_ordinal_order_and_so_are_classes()
    {
        var data = Prepare(s_all with { Missing = "drop" });
        Assert.Equal(new FeatureShape(4), data.Inputs);
        Assert.Equal(new ClassShape(3), data.Targets);
        // Length, and blue, green, red; ash, elm, oak.
        Assert.Equal([4, 0, 0, 1, 6, 1, 0, 0, 8, 0, 1, 0, 2, 0, 0, 1, 4, 1, 0, 0], Numbers(data.Train));
        Assert.Equal([2, 1, 0, 1, 2], Classes(data.Train));
        Assert.Empty(data.Preparation);
    }

    /// <summary>The mean of the training split, (4 + 6) / 2, wherever the gap is.</summary>
    [Fact]
    public void A_mean_takes_the_place_of_a_missing_number()
    {
        var data = Prepare(s_all with { Missing = "mean", SplitColumn = "part" });
        Assert.Equal([4, 6, 5], Column(data.Train, 0));
        Assert.Equal([2], Column(data.Valid, 0));
        Assert.Equal([8, 4], Column(data.Test, 0));
        Assert.Equal(["Features.mean", "Features.scale"], data.Preparation.Select(tensor => tensor.Name));
        Assert.Equal([5, 0, 0, 0], data.Preparation[0].Values);
        Assert.Equal([1, 1, 1, 1], data.Preparation[1].Values);
    }

    [Fact]
    public void Standardized_columns_have_the_mean_and_deviation_that_MathNet_finds()
    {
        var source = Shipped("iris");
        var settings = new DataSettings("iris", Shuffle.Parse("torch:3")!, 0, 0.8, 0.1, 0.1) { Kind = "table" };
        var plain = new DataCatalogue([]).Prepare(source, settings);
        var scaled = new DataCatalogue([]).Prepare(source, settings with { Standardize = true });
        for (var column = 0; column < 4; column++)
        {
            var train = Column(plain.Train, column).Select(number => (double)number).ToList();
            var (mean, deviation) = ((float)Statistics.Mean(train), (float)Statistics.PopulationStandardDeviation(train));
            Assert.Equal(mean, scaled.Preparation[0].Values[column], 1e-6f);
            Assert.Equal(deviation, scaled.Preparation[1].Values[column], 1e-6f);
            Assert.Equal(Column(plain.Test, column).Select(number => (number - mean) / deviation), Column(scaled.Test, column), (one, other) => Math.Abs(one - other) < 1e-5f);
            Assert.Equal(0, Statistics.Mean(Column(scaled.Train, column).Select(number => (double)number)), 1e-6);
            Assert.Equal(1, Statistics.PopulationVariance(Column(scaled.Train, column).Select(number => (double)number)), 1e-5);
        }
    }

    [Fact]
    public void A_constant_column_becomes_0_and_is_told()
    {
        var settings = s_all with { Features = "length, width", Standardize = true, Missing = "drop" };
        Assert.Equal([0, 0, 0, 0, 0], Column(Prepare(settings).Train, 1));
        Assert.Equal(["the feature 'width' has the same value in all rows of the training split, and tells a network nothing"], Table(Flowers).Notes(settings));
    }

    [Fact]
    public void A_class_that_the_test_split_alone_has_is_told()
    {
        var settings = s_all with { Features = "id", SplitColumn = "part" };
        Assert.Equal(["the class 'ash' is in the test split alone, so that no network can learn to tell; shuffle: torch:1 or split: { stratify: true } mixes the rows"], Table(Flowers).Notes(settings));
        Assert.Empty(Table(Flowers).Notes(settings with { SplitColumn = null }));
    }

    [Theory]
    [InlineData("all", "id,length,colour,width,part,garden")]
    [InlineData("length", "length")]
    [InlineData("*r*", "colour,part,garden")]
    [InlineData("!id, !p*", "length,colour,width,garden")]
    [InlineData("*, !colour, !garden", "id,length,width,part")]
    public void Features_are_names_and_patterns(string features, string columns) =>
        Assert.Equal(columns.Split(','), Table(Flowers).Describe(s_all with { Features = features }).Where(column => column.Use == ColumnUse.Feature).Select(column => column.Name));

    [Fact]
    public void Patterns_with_commas_and_quotes_come_back_as_they_were()
    {
        string[] patterns = ["a", "b, c", "say \"x\"", "!d*"];
        Assert.Equal(patterns, FeaturePatterns.Split(FeaturePatterns.Join(patterns)));
    }

    [Fact]
    public void Columns_that_divide_the_rows_are_no_features()
    {
        var uses = Table(Flowers).Describe(s_all with { Features = "all", SplitGroup = "garden" }).ToDictionary(column => column.Name, column => column.Use);
        Assert.Equal((ColumnUse.Split, ColumnUse.Target, ColumnUse.Feature), (uses["garden"], uses["kind"], uses["part"]));
    }

    [Fact]
    public void Groups_stay_together()
    {
        for (ulong seed = 0; seed < 20; seed++)
        {
            var data = Prepare(s_all with { Features = "id", SplitGroup = "garden", Shuffle = new Shuffle(ShuffleKind.Torch, seed), Train = 0.34, Valid = 0.33, Test = 0.33 });
            string[] groups = ["1,2,5", "3,4", "6"];
            Assert.All(new[] { data.Train, data.Valid, data.Test }, split => Assert.Contains(string.Join(',', Numbers(split)), groups));
        }
    }

    /// <summary>50 rows of each species, of which 40, 5 and 5 are in the splits; without stratify they are not.</summary>
    [Fact]
    public void Stratified_splits_have_the_same_part_of_each_class()
    {
        var settings = new DataSettings("iris", Shuffle.Parse("torch:1")!, 0, 0.8, 0.1, 0.1) { Kind = "table" };
        var data = new DataCatalogue([]).Prepare(Shipped("iris"), settings with { Stratify = true });
        Assert.All(new[] { (data.Train, 40), (data.Valid, 5), (data.Test, 5) }, part => Assert.Equal([part.Item2, part.Item2, part.Item2], Counts(part.Item1)));
        Assert.NotEqual([40, 40, 40], Counts(new DataCatalogue([]).Prepare(Shipped("iris"), settings).Train));
        Assert.Equal(150, data.Train.Count + data.Valid.Count + data.Test.Count);
    }

    [Theory]
    [InlineData("target: kinds", "target", "target is 'kinds', and the table 'flowers' has no such column; did you mean 'kind'?")]
    [InlineData("features: lenght", "features", "features has 'lenght', and the table 'flowers' has no such column; did you mean 'length'?")]
    [InlineData("features: kind", "features", "features has 'kind', which is the target")]
    [InlineData("features: !*", "features", "features leaves no column of the table 'flowers' for the network to see")]
    [InlineData("features: length", "source", "the table 'flowers' has no value in line 4 of the column 'length'; missing: drop leaves out such rows, and missing: mean puts the mean of the training split there")]
    [InlineData("target: id", "target", null)]
    [InlineData("task: regression", "dataset_task", "the column 'kind' of the table 'flowers' holds texts, such as 'ash'; regression needs numbers")]
    [InlineData("split: id", "split_column", "the column 'id' of the table 'flowers' holds numbers; it must say train, valid or test in each row")]
    [InlineData("split: garden", "split_column", "the column 'garden' of the table 'flowers' has 'n'; it must say train, valid or test in each row")]
    [InlineData("group: gardens", "split_group", "split_group is 'gardens', and the table 'flowers' has no such column; did you mean 'garden'?")]
    public void Mistakes_say_what_is_wrong_and_which_parameter_is_to_blame(string change, string key, string? message)
    {
        var (name, value) = (change.Split(": ")[0], change.Split(": ")[1]);
        var settings = s_all with { Features = "id" };
        settings = name switch
        {
            "target" => settings with { Target = value, Features = "colour" },
            "features" => settings with { Features = value },
            "task" => settings with { Task = value },
            "split" => settings with { SplitColumn = value, Features = "colour" },
            "group" => settings with { SplitGroup = value },
            _ => throw new InvalidOperationException(),
        };
        var problem = Table(Flowers).Check(settings);
        Assert.Equal(message, problem?.Message);
        if (message is not null)
            Assert.Equal(key, problem!.Key);
    }

    [Fact]
    public void Numbers_that_are_no_classes_are_refused_for_classification_alone()
    {
        var table = Table("a,b\n1,2.5\n3,0\n");
        var settings = s_all with { Source = "x", Target = null, Features = "all" };
        Assert.Equal("the column 'b' of the table 'x' has 2.5; a class is a whole number from 0 to 32767, and task: regression predicts other numbers", table.Check(settings)!.Message);
        Assert.Null(table.Check(settings with { Task = "regression" }));
        Assert.Equal([2.5f, 0], ((NumberTargets)new DataCatalogue([]).Prepare(table, settings with { Task = "regression" }).Train.Targets).Numbers.ToArray());
    }

    [Fact]
    public void A_column_of_names_is_no_feature()
    {
        var text = new StringBuilder("name,class\n");
        for (var row = 0; row < 1001; row++)
            text.Append("row").Append(row).Append(",0\n");
        var problem = Table(text.ToString()).Check(s_all with { Source = "x", Target = null, Features = "all" });
        Assert.Equal("the column 'name' of the table 'x' has 1001 different texts, each of which would be an input, and at most 1000 can be; leave it out: features: [\"*\", \"!name\"]", problem!.Message);
    }

    private static TableDataset Table(string text)
    {
        var (table, problem) = TableReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "x.csv", null);
        Assert.Null(problem);
        return table!;
    }

    private static DataSource Shipped(string name) => new DataCatalogue([]).Find(DatasetKinds.All.Get("table"), name, ".").Source!;

    private static TrainingData Prepare(DataSettings settings)
    {
        var table = Table(Flowers);
        Assert.Null(table.Check(settings));
        return new DataCatalogue([]).Prepare(table, settings);
    }

    private static float[] Numbers(ExampleSet split) => ((NumberInputs)split.Inputs).Numbers.ToArray();

    private static float[] Column(ExampleSet split, int column) => [.. Numbers(split).Where((_, place) => place % ((NumberInputs)split.Inputs).Features == column)];

    private static int[] Classes(ExampleSet split) => [.. ((ClassTargets)split.Targets).Classes.ToArray().Select(one => (int)one)];

    private static int[] Counts(ExampleSet split) => [.. Classes(split).CountBy(one => one).OrderBy(pair => pair.Key).Select(pair => pair.Value)];
}
