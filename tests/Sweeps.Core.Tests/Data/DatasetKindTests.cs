using System.Security.Cryptography;
using Sweeps.Core.Datasets;
using Sweeps.Tests;
using Sweeps.Training;

namespace Sweeps.Core.Tests.Data;

/// <summary>Every kind of dataset has what a kind needs, and what is shipped can be trained on.</summary>
public sealed class DatasetKindTests
{
    public static TheoryData<string, string> Shipped { get; } =
        new(DatasetKinds.All.SelectMany(kind => kind.Shipped.Select(one => (kind.Name, one.Name))));

    public static TheoryData<string, string> Files { get; } =
        new(DatasetKinds.All.Where(kind => kind.HasFiles).SelectMany(kind => kind.Shipped.Select(one => (kind.Name, one.Name))));

    [Fact]
    public void A_kind_says_what_it_is_and_the_page_of_definitions_names_it()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "definition.md"));
        Assert.All(DatasetKinds.All, kind =>
        {
            Assert.EndsWith(".", kind.Summary, StringComparison.Ordinal);
            Assert.True(kind.Summary.Length > 20, kind.Name);
            Assert.Contains($" {kind.Name}: {kind.Summary}", page, StringComparison.Ordinal);
            Assert.NotEmpty(kind.Noun);
            Assert.NotEmpty(kind.Items);
            Assert.Equal(kind.HasFiles, kind.Extension.StartsWith('.'));
            Assert.NotEmpty(kind.Shipped);
            Assert.All(kind.Shipped, shipped => Assert.True(shipped.Summary.Length > 10 && shipped.Source.Length > 10, shipped.Name));
            Assert.Contains($"{char.ToUpperInvariant(kind.Noun[0])}{kind.Noun[1..]}s\n", page, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void A_kind_names_parameters_that_act_on_it_and_have_no_effect_on_kinds_that_do_not_name_them()
    {
        var set = Sweeps.Tests.Shipped.Parameters;
        foreach (var kind in DatasetKinds.All)
            Assert.All(kind.Parameters, name => Assert.Contains(set.SometimesInert, parameter => string.Equals(parameter.Name, name, StringComparison.Ordinal)));
        foreach (var name in DatasetKinds.All.SelectMany(kind => kind.Parameters).Distinct(StringComparer.Ordinal))
        {
            var parameter = set.Find(name)!;
            Assert.StartsWith($"where dataset.kind is not {Core.Text.Wording.OneOf([.. DatasetKinds.All.Where(kind => kind.Parameters.Contains(name, StringComparer.Ordinal)).Select(kind => kind.Name)])}", parameter.NoEffect, StringComparison.Ordinal);
            foreach (var kind in DatasetKinds.All)
                foreach (var source in kind.Shipped.Select(one => one.Name))
                {
                    object[] values = [.. set.All.Select(one => one == set.Dataset.Kind ? kind.Name : one == set.Dataset.Source ? source : one.Default ?? Core.Parameters.CellValues.Auto)];
                    var cell = new Core.Parameters.CellValues(set, values, (object[])values.Clone());
                    cell.State();
                    var acts = kind.Parameters.Contains(name, StringComparer.Ordinal) && kind.SourcesOf(name)?.Contains(source, StringComparer.Ordinal) != false;
                    Assert.Equal((kind.Name, source, name, !acts), (kind.Name, source, name, cell.IsInert(parameter)));
                }
        }
    }

    [Theory]
    [MemberData(nameof(Shipped))]
    public void What_is_shipped_has_the_checksum_of_its_notes_and_gives_examples(string kind, string name)
    {
        var data = new DataCatalogue([]);
        var (source, problem) = data.Find(DatasetKinds.All.Get(kind), name, ".");
        Assert.True(source is not null, problem);
        var notes = Directory.GetFiles(Path.Combine(Repository.Root, "src", "Sweeps.Core", "Datasets"), "NOTES.md", SearchOption.AllDirectories);
        if (DatasetKinds.All.Get(kind).HasFiles)
            Assert.Contains(notes, file => File.ReadLines(file).Any(line => line.StartsWith($"| `{name}` |", StringComparison.Ordinal) && line.Contains(source.Sha256, StringComparison.Ordinal)));

        var settings = DataSettings.Default with { Kind = kind, Source = name };
        Assert.Null(source.Check(settings));
        var examples = data.Prepare(source, settings);
        Assert.Equal(DataCatalogue.CountTrain(source, settings), examples.Train.Count);
        Assert.InRange(examples.Train.Count, DataCatalogue.LeastTrain(source, settings), int.MaxValue);
        Assert.Equal(source.Inputs(settings), examples.Inputs);
        Assert.Equal(source.Targets(settings), examples.Targets);
        Assert.Equal(source.Examples, examples.Train.Count + examples.Valid.Count + examples.Test.Count);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Any_bytes_are_read_or_refused_with_a_sentence(string kind, string name)
    {
        var bytes = DatasetKinds.All.Get(kind).Shipped.First(one => string.Equals(one.Name, name, StringComparison.Ordinal)).Bytes().Take(3000).ToArray();
        var random = new Random(1);
        for (var attempt = 0; attempt < 200; attempt++)
        {
            var hostile = bytes.AsSpan(0, random.Next(bytes.Length)).ToArray();
            for (var change = 0; change < 3 && hostile.Length > 0; change++)
                hostile[random.Next(hostile.Length)] = (byte)random.Next(256);
            var (source, problem) = DatasetKinds.All.Get(kind).Read(new MemoryStream(hostile), "x", null);
            Assert.True(source is null != (problem is null));
            if (source is not null)
                Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(hostile)), source.Sha256);
        }
    }

    /// <summary>The numbers of scikit-learn's load_digits, which holds the same file: 1,797 images, so many of each digit.</summary>
    [Fact]
    public void Digits_are_those_that_scikit_learn_ships()
    {
        var table = (TableDataset)new DataCatalogue([]).Find(DatasetKinds.All.Get("table"), "digits", ".").Source!;
        var all = new DataCatalogue([]).Prepare(table, new DataSettings("digits", Shuffle.None, 0, 1, 0, 0) { Kind = "table", Target = "digit" });
        var inputs = (NumberInputs)all.Train.Inputs;
        var classes = ((ClassTargets)all.Train.Targets).Classes.ToArray();

        Assert.Equal((1797, 64), (all.Train.Count, inputs.Features));
        Assert.Equal([178, 182, 177, 183, 181, 182, 181, 179, 174, 180], classes.CountBy(digit => digit).OrderBy(pair => pair.Key).Select(pair => pair.Value));
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], classes.Take(10).Select(digit => (int)digit));
        Assert.Equal([0, 0, 5, 13, 9, 1, 0, 0], inputs.Numbers[..8].ToArray());
        Assert.Equal((0f, 16f), (inputs.Numbers.ToArray().Min(), inputs.Numbers.ToArray().Max()));
    }
}
