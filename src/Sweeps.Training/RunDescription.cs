namespace Sweeps.Training;

/// <summary>What an engine says of a run before it is trained.</summary>
/// <param name="Modules">The modules of its network in forward order.</param>
/// <param name="ParameterCount">Numbers that are trained, biases and normalisation included.</param>
/// <param name="Seconds">Expected time of all steps on one core of an ordinary machine: for ordering runs and dealing them out.</param>
/// <param name="MemoryBytes">Memory that training takes, roughly: parameters, what the optimizer keeps, activations, and copies for saving. Recorded series are not counted.</param>
public sealed record RunDescription(IReadOnlyList<ModuleInfo> Modules, long ParameterCount, double Seconds, double MemoryBytes)
{
    /// <summary>What handlers cannot see of the network: a sentence for each module, which begins with its path. <value>Default: they see everything.</value></summary>
    public IReadOnlyList<string> Unseen { get; init; } = [];
}
