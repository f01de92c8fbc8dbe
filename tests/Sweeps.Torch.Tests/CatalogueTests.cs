using System.Xml.Linq;
using Sweeps.Tests;
using Sweeps.Training;
using Sweeps.Training.Catalogues;

namespace Sweeps.Torch.Tests;

/// <summary>What the engine can train of what definitions can name.</summary>
[Kind(TestKind.Torch)]
public sealed class CatalogueTests
{
    private static readonly ModelCatalogue s_models = Engines.Managed.Catalogue;

    [Fact]
    public void Everything_that_the_managed_engine_trains_can_be_trained()
    {
        foreach (var activation in s_models.Activations.Names)
            foreach (var norm in s_models.Norms.Names)
                foreach (var optimizer in s_models.Optimizers.Names)
                {
                    var cell = TestData.Cell();
                    cell = cell with { Network = cell.Network with { Activation = activation, Norm = norm }, Training = cell.Training with { Optimizer = optimizer } };
                    Assert.Null(Engines.Torch.Refuses(cell));
                    Assert.Null(Engines.Torch.Refuses(cell, TestData.Symbols));
                }

        foreach (var loss in s_models.Losses.Names)
            Assert.Contains(Modules.TorchLosses.All, known => string.Equals(known.Name, loss, StringComparison.Ordinal));
    }

    [Fact]
    public void What_it_does_not_know_is_refused_before_anything_is_trained()
    {
        var engine = new TorchEngine(s_models with { Activations = new("activation", [.. s_models.Activations, new Unknown("unknown", []), new Unknown("tanh2", [])]) });
        var cell = TestData.Cell();
        Assert.Equal("it has no activation 'unknown'", engine.Refuses(cell with { Network = cell.Network with { Activation = "unknown" } }));
        Assert.Equal(
            "batch norm in PyTorch needs more than one example in a batch",
            engine.Refuses(cell with { Network = cell.Network with { Norm = "batch" }, Training = cell.Training with { BatchSize = 1 } }));
        var option = new TorchEngine(s_models with { Activations = new("activation", [new Unknown("relu", [new NumberOption("model.relu.limit", "limit", "A limit.", 0, 1, 1)])]) });
        Assert.Equal("it has no meaning for model.relu.limit", option.Refuses(cell));
        Assert.Equal("It has no meaning for model.relu.limit.", option.Refuses(cell, TestData.Symbols));
        Assert.Throws<ArgumentException>(() => option.Start(cell, TestData.Symbols, null));
    }

    [Fact]
    public void Data_that_do_not_fit_are_refused_in_the_managed_engines_words()
    {
        foreach (var (cell, data) in ((CellSettings, TrainingData)[])
            [
                (TestData.Cell(), TestData.Draw(symbols: true, classes: true, train: 8)),
                (TestData.Cell(), TestData.Draw(symbols: false, classes: true)),
                (TestData.Cell(classes: false), TestData.Draw(symbols: true, classes: true)),
                (TestData.Cell() with { Network = TestData.Cell().Network with { Outputs = 3 } }, TestData.Symbols),
            ])
        {
            Assert.NotNull(Engines.Managed.Refuses(cell, data));
            Assert.Equal(Engines.Managed.Refuses(cell, data), Engines.Torch.Refuses(cell, data));
        }
    }

    [Fact]
    public void A_trained_network_says_what_the_managed_engine_says()
    {
        var cell = TestData.Cell(steps: 20);
        cell = cell with { Network = cell.Network with { Norm = "batch" } };
        using var run = Engines.Managed.Start(cell, TestData.Symbols, null);
        run.Advance(20);
        var tensors = run.Weights().ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
        using var ours = Engines.Managed.Load(cell.Network, tensors);
        using var theirs = Engines.Torch.Load(cell.Network, tensors);
        var (expected, actual) = (new float[TestData.Classes], new float[TestData.Classes]);
        ours.Logits([1, 7, 10], expected);
        theirs.Logits([1, 7, 10], actual);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
        tensors.Remove("Linear.1.bias");
        Assert.Throws<InvalidDataException>(() => Engines.Torch.Load(cell.Network, tensors));
    }

    [Fact]
    public void It_knows_the_contracts_alone()
    {
        string[] below = ["Sweeps.Training", "Sweeps.Numerics", "TorchSharp"];
        Assert.DoesNotContain(
            typeof(TorchEngine).Assembly.GetReferencedAssemblies().Select(name => name.Name!),
            name => !name.StartsWith("System.", StringComparison.Ordinal) && !below.Contains(name, StringComparer.Ordinal));
    }

    [Fact]
    public void The_versions_are_those_of_the_packages()
    {
        var properties = XDocument.Load(Path.Combine(Repository.Root, "Directory.Packages.props")).Descendants();
        var (bridge, library) = (properties.Single(property => property.Name.LocalName is "TorchSharpVersion").Value, properties.Single(property => property.Name.LocalName is "LibTorchVersion").Value);
        Assert.Equal($"torch-f32-{TorchVersions.Engine}, TorchSharp {bridge}, LibTorch {library}", Engines.Torch.Arithmetic);
    }

    private sealed class Unknown(string name, IReadOnlyList<OptionDeclaration> options) : ActivationDescriptor
    {
        public override string Name => name;

        public override string Summary => "Nothing.";

        public override IReadOnlyList<OptionDeclaration> Options => options;

        public override string ModuleType => $"Unknown{name}";

        public override string GainFormula => "1";

        public override double DefaultGain(OptionValues values) => 1;

        public override ActivationCurve Curve(OptionValues values) => new(x => x, _ => 1, []);
    }
}
