namespace Sweeps.Training;

/// <summary>A tensor of a trained network, row by row without padding, named as in PyTorch's state_dict style.</summary>
/// <param name="Name">For example <c>Linear.3.weight</c>.</param>
/// <param name="Shape">Its dimensions, outermost first.</param>
/// <param name="Values">Row-major values.</param>
public sealed record NamedTensor(string Name, IReadOnlyList<int> Shape, float[] Values);
