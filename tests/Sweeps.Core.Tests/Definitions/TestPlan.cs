using Sweeps.Core.Definitions;
using Sweeps.Core.Plans;

namespace Sweeps.Core.Tests.Definitions;

/// <summary>Plans of definitions that are valid.</summary>
internal static class TestPlan
{
    /// <summary>The plan; all shipped handlers can be named.</summary>
    public static SweepPlan Of(string yaml)
    {
        var context = Reader.WithHandlers;
        var result = PlanReader.Plan(DefinitionReader.Read(System.Text.Encoding.UTF8.GetBytes(yaml), "d.yaml", ".", context));
        Assert.True(result.Plan is not null, string.Join('\n', result.Errors));
        return result.Plan;
    }
}
