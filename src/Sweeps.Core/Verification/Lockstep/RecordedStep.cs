using Sweeps.Training;
using Sweeps.Training.Lockstep;

namespace Sweeps.Core.Verification.Lockstep;

/// <summary>A step as the engine that is checked took it.</summary>
/// <param name="Start">Where the run stood before it.</param>
/// <param name="Modules">The modules in forward order.</param>
/// <param name="Gradients">The gradients of all parameters.</param>
/// <param name="Tensors">All tensors of the step.</param>
/// <param name="BatchSize">Examples of its batch.</param>
internal sealed record RecordedStep(
    StepStart Start, IReadOnlyList<ModuleInfo> Modules, IReadOnlyList<NamedTensor> Gradients, IReadOnlyList<StepTensor> Tensors, int BatchSize);
