using Sweeps.Training;

namespace Sweeps.Torch.Trees;

/// <summary>A call of a module of a plugin's network that can be looked at.</summary>
/// <param name="Info">The module as handlers and tables name it.</param>
/// <param name="Path">Where it stands in the tree: <c>features.0</c>; empty for the network itself.</param>
/// <param name="Channel">The dimension of its output that becomes the columns of a matrix.</param>
/// <param name="InputChannel">That of its input.</param>
internal sealed record TapPoint(ModuleInfo Info, string Path, int Channel, int InputChannel)
{
    /// <summary>Whether the loss has a gradient with respect to its output.</summary>
    public bool HasGradient { get; init; }

    /// <summary>Whether something later in the step writes over its output, so that a copy has to flow on.</summary>
    public bool IsOverwritten { get; init; }

    /// <summary>Whether it writes over its input, so that a copy has to be kept.</summary>
    public bool OverwritesInput { get; init; }

    /// <summary>The name of its weight among its own parameters; null if it has none.</summary>
    public string? Weight { get; init; }
}

/// <summary>What a plugin's network is made of, found out by a pass forward.</summary>
/// <param name="Points">The calls of its modules in forward order, and behind them the modules with a weight whose output is not seen.</param>
/// <param name="ParameterCount">Numbers that are trained.</param>
/// <param name="Unseen">What handlers cannot see: a sentence for each module.</param>
internal sealed record ModuleTree(IReadOnlyList<TapPoint> Points, long ParameterCount, IReadOnlyList<string> Unseen)
{
    /// <summary>The role of the module that has a parameter.</summary>
    /// <param name="parameter">The name of the parameter in the network: <c>features.0.weight</c>.</param>
    public ModuleRole RoleOf(string parameter)
    {
        var end = parameter.LastIndexOf('.');
        var owner = end < 0 ? "" : parameter[..end];
        return Points.FirstOrDefault(point => string.Equals(point.Path, owner, StringComparison.Ordinal))?.Info.Role ?? ModuleRole.Other;
    }
}
