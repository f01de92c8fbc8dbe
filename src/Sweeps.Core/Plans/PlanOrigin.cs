using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Sweeps.Numerics.Functions;
using Sweeps.Training;

namespace Sweeps.Core.Plans;

/// <summary>A hash over everything besides the definition that the runs of a plan and their cells follow from: the program as it was compiled, the engine, the parameters, and the content of the datasets.</summary>
/// <remarks>Two plans of the same definition with the same origin have the same runs in the same cells, so that the ids need not be computed again.</remarks>
internal static class PlanOrigin
{
    /// <summary>The hash; empty if a plugin was loaded, since it is not known what of the plan depends on it.</summary>
    public static ReadOnlyMemory<byte> Of(SweepPlan plan, IReadOnlyList<string> plugins)
    {
        if (plugins.Count > 0)
            return default;
        var text = new StringBuilder("sweeps-plan 1\n").Append(CultureInfo.InvariantCulture, $"runtime={Environment.Version}\n");
        // The id of a module is a hash of its code, since builds are deterministic. A version number stays the same while somebody edits the code.
        foreach (var type in new[] { typeof(PlanOrigin), typeof(ITrainingEngine), typeof(Elementary), plan.Engine.GetType() })
            text.Append(CultureInfo.InvariantCulture, $"module={type.Module.Name} {type.Module.ModuleVersionId}\n");
        text.Append(CultureInfo.InvariantCulture, $"arithmetic={plan.Engine.Arithmetic}\n");
        foreach (var parameter in plan.Parameters.All)
            text.Append(CultureInfo.InvariantCulture, $"parameter={parameter.Name} {parameter.ShortName} {parameter.Default} {parameter.NoEffect}\n");
        foreach (var (source, data) in plan.Definition.Lists.All.OrderBy(one => one.Source, StringComparer.Ordinal).ThenBy(one => one.Data.Sha256, StringComparer.Ordinal))
            text.Append(CultureInfo.InvariantCulture, $"data={data.GetType().Name} {data.Sha256} {source}\n");
        return SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()));
    }
}
