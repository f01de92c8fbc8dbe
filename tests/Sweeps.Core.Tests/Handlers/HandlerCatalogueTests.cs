using Sweeps.Core.Definitions;
using Sweeps.Core.Handlers;
using Sweeps.Training;

namespace Sweeps.Core.Tests.Handlers;

public sealed class HandlerCatalogueTests : IDisposable
{
    private static readonly string s_sample = Path.Combine(AppContext.BaseDirectory, "Sweeps.Samples.SignFlips.dll");
    private readonly string _folder = Directory.CreateTempSubdirectory("sweeps-plugins-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Ships_the_kinds_of_the_contract()
    {
        Assert.Equal(
            ["percentiles", "histogram", "moments", "rank_collapse", "update_ratio", "dead_units", "saturation", "saturated_units"],
            HandlerCatalogue.Shipped.Kinds.Select(kind => kind.Name), StringComparer.Ordinal);
        Assert.Null(HandlerCatalogue.Shipped.Find("Percentiles"));
    }

    [Fact]
    public void Every_shipped_kind_is_well_declared()
    {
        Assert.All(HandlerCatalogue.Shipped.Kinds, kind =>
        {
            Assert.Null(KindCheck.Problem(kind));
            Assert.Null(kind.Problem(KindCheck.Defaults(kind)));
            Assert.NotEqual(TensorKinds.None, kind.Create(KindCheck.Defaults(kind)).Needs);
            Assert.Equal(kind.Name is "saturation" ? 2 : 1, kind.Revision);
            // Else long runs with it could not be saved under way.
            Assert.True(kind.IsStateless || kind.Create(KindCheck.Defaults(kind)) is IStatefulHandler, kind.Name);
        });
    }

    [Fact]
    public void The_samples_handler_goes_on_from_what_it_remembered()
    {
        var definition = HandlerRun.Define(HandlerCatalogue.Shipped.LoadPlugin(s_sample).Find("sign_flips")!, HandlerSchedule.Always);
        var (whole, first, second) = (new HandlerSet([definition], 6), new HandlerSet([definition], 6), new HandlerSet([definition], 6));
        var random = new System.Random(3);
        var step = new FakeStep();
        var modules = new[] { step.Add("Embedding"), step.Add("Linear") };
        for (; step.Step < 6; step.Step++)
        {
            foreach (var module in modules)
                step.Set(module, TensorKinds.WeightGradient, new float[,] { { random.NextSingle() - 0.5f, random.NextSingle() - 0.5f, random.NextSingle() - 0.5f } });
            if (step.Step == 3)
                second.Restore(0, first.Save(0));
            whole.Observe(step);
            (step.Step < 3 ? first : second).Observe(step);
        }

        var expected = whole.Tables[0].Rows;
        var actual = first.Tables[0].Rows;
        actual.AppendRange(second.Tables[0].Rows, 0, second.Tables[0].Rows.RowCount);
        Assert.Equal(10, expected.RowCount);
        Assert.Equal(expected.Column<double>("fraction_flipped").Values.ToArray(), actual.Column<double>("fraction_flipped").Values.ToArray());
    }

    /// <summary>Of norms and activations no weights are recorded: whoever chooses these alone is told, whichever kind it is.</summary>
    [Fact]
    public void A_kind_with_tensors_and_modules_to_choose_refuses_what_chooses_nothing()
    {
        var choosing = HandlerCatalogue.Shipped.Kinds.Where(kind => kind.Options.Any(option => option.Name is "of") && kind.Options.Any(option => option.Name is "modules")).ToList();
        Assert.Equal(["percentiles", "histogram", "moments"], choosing.Select(kind => kind.Name));
        foreach (var kind in choosing)
        {
            HandlerOptions Chosen(string tensor, string module) =>
                new(kind.Options.ToDictionary(option => option.Name, option => option.Name switch { "of" => new[] { tensor }, "modules" => new[] { module }, _ => option.Default }, StringComparer.Ordinal));
            Assert.StartsWith("Nothing is chosen", kind.Problem(Chosen("weight", "norm")), StringComparison.Ordinal);
            Assert.StartsWith("Nothing is chosen", kind.Problem(Chosen("weight_gradient", "activation")), StringComparison.Ordinal);
            Assert.Null(kind.Problem(Chosen("weight", "linear")));
            Assert.Null(kind.Problem(Chosen("output", "norm")));
        }
    }

    [Fact]
    public void A_plugins_handler_runs_beside_the_shipped_ones()
    {
        var catalogue = HandlerCatalogue.Shipped.LoadPlugin(s_sample);
        var kind = catalogue.Find("sign_flips")!;
        Assert.Null(HandlerCatalogue.Shipped.Find("sign_flips"));
        Assert.Equal("sign_flips", catalogue.Kinds[^1].Name);

        var tap = new HandlerSet([HandlerRun.Define(kind, HandlerSchedule.Always), HandlerRun.Define("update_ratio")], steps: 3);
        Assert.Equal(TensorKinds.Weight | TensorKinds.WeightGradient, tap.Wants(0));
        var step = new FakeStep();
        var module = step.Add("Linear");
        step.Set(module, TensorKinds.Weight, new float[2, 2]);
        foreach (var gradient in new[] { new[,] { { 1f, -1 }, { 0, 2 } }, new[,] { { 1f, 1 }, { 1, 2 } }, new float[2, 2] })
        {
            step.Set(module, TensorKinds.WeightGradient, gradient);
            tap.Observe(step);
            step.Step++;
        }

        var rows = tap.Tables[0].Rows;
        Assert.Equal([1, 2], rows.Column<int>("step").Values.ToArray());
        Assert.Equal([3, 0], rows.Column<int>("compared").Values.ToArray());
        Assert.Equal(1 / 3.0, rows.Column<double>("fraction_flipped").Boxed(0));
        Assert.Null(rows.Column<double>("fraction_flipped").Boxed(1));
        Assert.Equal(3, tap.Tables[1].Rows.RowCount);
    }

    [Fact]
    public void A_plugin_adds_all_its_kinds_in_order_of_their_names()
    {
        var catalogue = HandlerCatalogue.Shipped.LoadPlugin(PluginFactory.Write(_folder, ["zeta", "alpha"]));
        Assert.Equal(["alpha", "zeta"], catalogue.Kinds.Skip(HandlerCatalogue.Shipped.Kinds.Count).Select(kind => kind.Name), StringComparer.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_named_as_given_and_in_full() =>
        Assert.Equal($"There is no plugin 'nowhere.dll' ({Path.GetFullPath("nowhere.dll")}).", Load("nowhere.dll"));

    [Fact]
    public void A_file_that_is_no_assembly_is_refused()
    {
        var path = Path.Combine(_folder, "text.dll");
        File.WriteAllText(path, "not an assembly");
        Assert.Equal($"The plugin '{path}' is not a .NET assembly for this machine.", Load(path));
    }

    [Fact]
    public void An_assembly_that_does_not_know_the_product_is_refused() =>
        Assert.Equal($"The plugin '{XunitPath}' does not refer to Sweeps.Core, so there is no handler in it.", Load(XunitPath));

    [Fact]
    public void An_assembly_without_a_kind_is_refused()
    {
        var path = PluginFactory.Write(_folder, []);
        Assert.Equal($"The plugin '{path}' holds no public class that is an IHandlerKind and has a constructor without parameters.", Load(path));
    }

    [Fact]
    public void A_name_that_is_taken_is_refused()
    {
        var path = PluginFactory.Write(_folder, ["moments"]);
        Assert.Equal($"The plugin '{path}' cannot be used: there is a handler 'moments' already (Sweeps.Core.Handlers.Kinds.MomentsKind).", Load(path));
    }

    [Fact]
    public void The_same_plugin_twice_is_refused()
    {
        var error = Assert.Throws<PluginException>(() => HandlerCatalogue.Shipped.LoadPlugin(s_sample).LoadPlugin(s_sample));
        Assert.EndsWith("there is a handler 'sign_flips' already (Sweeps.Samples.SignFlips.SignFlipsKind).", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plugin_for_another_version_is_refused()
    {
        var path = PluginFactory.Write(_folder, ["fine"]);
        PluginFactory.RequireCore(path, new Version(99, 3));
        Assert.Equal($"The plugin '{path}' was built for Sweeps.Core 99.3; this is {typeof(IHandlerKind).Assembly.GetName().Version!.ToString(2)}.", Load(path));
    }

    [Theory]
    [InlineData(".ctor", "the handler 'Kind0' cannot be made: InvalidOperationException: planted.")]
    [InlineData(".cctor", "the handler 'Kind0' cannot be made: InvalidOperationException: planted.")]
    [InlineData("get_Name", "the handler 'Kind0' cannot say what it is: InvalidOperationException: planted.")]
    [InlineData("get_Summary", "the handler 'broken' (Kind0) cannot say what it is: InvalidOperationException: planted.")]
    [InlineData("get_Options", "the handler 'broken' (Kind0) cannot say what it is: InvalidOperationException: planted.")]
    [InlineData("Columns", "the handler 'broken' (Kind0) cannot say what it is: InvalidOperationException: planted.")]
    public void A_kind_that_throws_is_refused_by_name_and_no_other_kind_with_it(string throwing, string problem)
    {
        Assert.Equal($"The plugin '{PluginFactory.Write(_folder, ["broken"], throwing)}' cannot be used: {problem}", Load(Path.Combine(_folder, "Planted.dll")));
        var both = Directory.CreateDirectory(Path.Combine(_folder, "both")).FullName;
        var catalogue = HandlerCatalogue.Shipped.LoadPlugin(PluginFactory.Write(both, ["broken", "fine"], throwing));
        Assert.NotNull(catalogue.Find("fine"));
        Assert.Null(catalogue.Find("broken"));
        Assert.Equal(problem, Assert.Single(catalogue.Broken).Problem);

        var context = Definitions.Reader.Context with { Catalogue = Definitions.Reader.Context.Catalogue with { Handlers = catalogue } };
        Assert.Empty(Errors("fine", context));
        var error = Assert.Single(Errors("broken", context));
        Assert.Contains(problem.TrimEnd('.'), error, StringComparison.Ordinal);
        Assert.Contains("plugin", error, StringComparison.Ordinal);
        Assert.Contains("Planted.dll", Assert.Single(Errors("another", context)), StringComparison.Ordinal);
    }

    /// <summary>The class is derived from one of an assembly that is not there.</summary>
    [Fact]
    public void A_type_that_cannot_be_loaded_does_not_keep_the_others_from_being_used()
    {
        var path = PluginFactory.Write(_folder, ["fine"], needing: "NotToBeHad");
        var catalogue = HandlerCatalogue.Shipped.LoadPlugin(path);
        Assert.NotNull(catalogue.Find("fine"));
        Assert.Contains("NotToBeHad", Assert.Single(catalogue.Broken).Problem, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Errors(string handler, DefinitionContext context) => DefinitionReader.Read(
        System.Text.Encoding.UTF8.GetBytes($$"""
            name: x
            dataset: { source: names }
            model: { width: 3, depth: 1 }
            handlers: [ {{handler}} ]
            """),
        "d.yaml", ".", context with { Data = new Sweeps.Core.Datasets.DataCatalogue([]) }).Errors.Select(error => error.Message);

    [Theory]
    [InlineData("../escape", "the name '../escape' of Kind0 is not lower-case words joined by '_'.")]
    [InlineData("Upper", "the name 'Upper' of Kind0 is not lower-case words joined by '_'.")]
    [InlineData("", "the name '' of Kind0 is not lower-case words joined by '_'.")]
    public void A_kind_with_an_unusable_name_is_refused(string name, string problem)
    {
        var path = PluginFactory.Write(_folder, [name]);
        Assert.Equal($"The plugin '{path}' cannot be used: {problem}", Load(path));
    }

    [Fact]
    public void A_kind_with_a_column_that_every_table_has_is_refused()
    {
        var path = PluginFactory.Write(_folder, ["fine"], column: "step");
        Assert.Equal($"The plugin '{path}' cannot be used: 'fine' cannot have another column 'step'.", Load(path));
    }

    private static string XunitPath => typeof(FactAttribute).Assembly.Location;

    private static string Load(string path) => Assert.Throws<PluginException>(() => HandlerCatalogue.Shipped.LoadPlugin(path)).Message;
}
