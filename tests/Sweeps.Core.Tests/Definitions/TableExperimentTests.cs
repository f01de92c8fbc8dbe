using Sweeps.Core.Datasets;
using Sweeps.Core.Definitions;
using Sweeps.Core.Plans;
using Sweeps.Engine.Training;
using Sweeps.Tests;

namespace Sweeps.Core.Tests.Definitions;

/// <summary>What the experiments on tables are there to show.</summary>
public sealed class TableExperimentTests
{
    [Theory]
    [InlineData("digits", 6, 0.95)]
    [InlineData("iris", 5, 0.93)]
    public void Every_run_is_right_about_nearly_all_of_the_test_split(string name, int runs, double accuracy)
    {
        var result = PlanReader.Read(Path.Combine(Repository.Root, "experiments", name + ".yaml"), new DefinitionContext { Catalogue = Reader.WithHandlers.Catalogue, Data = new DataCatalogue([]) });
        Assert.Empty(result.Errors);
        Assert.Empty(result.Plan!.Warnings);
        var cells = result.Plan.Cells().ToList();
        Assert.Equal(runs, cells.Count);
        foreach (var cell in cells)
        {
            var data = result.Plan.DataOf(cell);
            using var run = new TrainingEngine().Start(cell.Settings, data, tap: null);
            run.Advance(cell.Settings.Training.Steps);
            Assert.True(Assert.Single(run.Metrics(data.Test)).Value > accuracy, $"{cell.Run} has {run.Metrics(data.Test)[0].Value}");
        }
    }
}
