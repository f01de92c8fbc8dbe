using Sweeps.Core.Datasets;
using Sweeps.Core.Definitions;
using Sweeps.Core.Parameters;
using Sweeps.Core.Running;
using Sweeps.Engine.Training;
using Sweeps.Tests;
using Sweeps.Training.Catalogues;

namespace Sweeps.Core.Tests.Data;

/// <summary>A plugin brings a kind of dataset: definitions name it as those of the product, and its results are read without the plugin.</summary>
public sealed class PluginKindTests : IDisposable
{
    private const string Definition = """
        name: seeds
        dataset: { kind: spaced, source: seeds.data, target: variety, split: { train: 0.6, valid: 0.2, test: 0.2 } }
        model: { width: 4, depth: 0 }
        train: { steps: 5, batch_size: 4 }
        """;

    private static readonly string s_sample = Path.Combine(AppContext.BaseDirectory, "Sweeps.Samples.SignFlips.dll");
    private readonly string _root = Directory.CreateTempSubdirectory("sweeps-kind-").FullName;

    public PluginKindTests() => File.WriteAllText(Path.Combine(_root, "seeds.data"), "length  width\tvariety\r\n" + string.Join("\r\n", Enumerable.Range(0, 20).Select(row => $" {row % 7} {row % 3}.5   {(row % 2 == 0 ? "Kama" : "Rosa")}")));

    private static SweepEnvironment Environment => new(new SweepCatalogue(new TrainingEngine()));

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void What_it_reads_is_the_table_that_the_file_stands_for()
    {
        var kind = Environment.Catalogue.With([s_sample]).Datasets.Get("spaced");
        var (found, problem) = new DataCatalogue([]).Find(kind, "seeds.data", _root);
        Assert.Null(problem);
        var table = Assert.IsType<TableDataset>(found);
        Assert.Equal(20, table.Items);
        Assert.Equal(["length", "width", "variety"], table.Columns);
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(Path.Combine(_root, "seeds.data")))), table.Sha256);
    }

    [Fact]
    public async Task A_sweep_trains_on_it_and_its_results_are_read_without_the_plugin()
    {
        var file = Path.Combine(_root, "d.yaml");
        await File.WriteAllTextAsync(file, Definition, TestContext.Current.CancellationToken);
        var source = new SweepSource { File = file, ResultsRoot = Path.Combine(_root, "results"), Plugins = [s_sample] };
        var sweep = Sweep.Load(source, Environment).Valid;
        var result = await sweep.RunAsync(new RunOptions(), cancellation: TestContext.Current.CancellationToken);
        Assert.Equal((1, 0), (result.Completed, result.Failed));

        using var results = SweepResults.Open(sweep.Paths.Folder, Shipped.Parameters);
        Assert.Equal("spaced", Assert.Single(results.Runs.Column<string?>("dataset_kind")));
        Assert.NotNull(Assert.Single(results.Runs.Column<double?>("accuracy_valid")));
        Assert.True(Sweep.LoadStored(sweep.Paths.Folder, Environment, [s_sample]).Errors.Count == 0);
        Assert.Contains(Sweep.LoadStored(sweep.Paths.Folder, Environment).Errors, error => error.Message.Contains("--plugin", StringComparison.Ordinal));
    }

    [Fact]
    public void Without_the_plugin_there_is_no_such_kind_and_the_schema_names_it_with_the_plugin_alone()
    {
        var refused = Assert.Single(DefinitionReader.Read("name: x\ndataset: { kind: spaced, source: names }\n"u8.ToArray(), "d.yaml", _root, new DefinitionContext { Catalogue = Environment.Catalogue, Data = Environment.Data }).Errors);
        Assert.StartsWith("d.yaml:2:18: dataset_kind is the text 'spaced'; it must be words, table or synthetic", refused.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("spaced", DefinitionSchema.Create(Environment.Catalogue), StringComparison.Ordinal);
        Assert.Contains("\"spaced\"", DefinitionSchema.Create(Environment.Catalogue.With([s_sample])), StringComparison.Ordinal);
    }

    /// <summary>Parameters of tables act on it as it names them, and run ids of the product's kinds stay the same.</summary>
    [Fact]
    public void It_changes_nothing_for_the_other_kinds()
    {
        var more = Environment.Catalogue.With([s_sample]).Parameters;
        Assert.Equal(Shipped.Parameters.Columns, more.Columns);
        Assert.Equal([.. DatasetKinds.All.Names, "spaced"], more.Datasets.Names);
        Assert.StartsWith("where dataset.kind is not table or spaced", more.Find("target")!.NoEffect, StringComparison.Ordinal);
        Assert.Equal("where dataset.kind is not words", more.Find("context")!.NoEffect);
    }

    public static TheoryData<string, string> Unusable { get; } = new()
    {
        { "two names", "The name 'two names' of the kind of datasets" },
        { "table", "There are two kinds of datasets with the name 'table'" },
        { "silent", "has no summary" },
        { "opted", "has options or other names of its own" },
        { "bare", "is not read from files whose names have an extension" },
        { "astray", "names the parameter 'dataset.nothing', and there is none" },
    };

    [Theory]
    [MemberData(nameof(Unusable))]
    public void One_that_cannot_be_used_says_why(string name, string why) =>
        Assert.Contains(why, DatasetKindCheck.Problem([.. DatasetKinds.All, new AnyKind(name)], Shipped.Parameters)!, StringComparison.Ordinal);

    [Fact]
    public void One_that_can_be_used_has_no_problem() => Assert.Null(DatasetKindCheck.Problem([.. DatasetKinds.All, new AnyKind("fine")], Shipped.Parameters));

    private sealed class AnyKind(string name) : TableKind
    {
        public override string Name => name;

        public override string Summary => name is "silent" ? " " : "A kind of a test.";

        public override string Extension => name is "bare" ? "" : ".any";

        public override IReadOnlyList<OptionDeclaration> Options => name is "opted" ? [new SwitchOption("dataset.loud", "loud", "Whether it is.", false)] : [];

        public override IReadOnlyList<string> Parameters => name is "astray" ? ["dataset.nothing"] : base.Parameters;

        public override (DataSource? Source, string? Problem) Read(Stream stream, string name, string? path) => (null, "nothing is read");
    }
}
