using TorchSharp;

namespace Sweeps.Torch.Modules;

/// <summary>Numbers that LibTorch is called with.</summary>
/// <remarks>
/// TorchSharp (0.107.0) makes a <see cref="Scalar"/> for a single call, also inside of <c>a + b</c>, <c>square()</c> and its optimizers, and lets go of it before the native code has
/// read it: a garbage collection that another thread starts frees it, and LibTorch reads freed memory (seen in the tests: "Expected false to be true"). So this project calls nothing
/// that makes one by itself, and holds those that it makes.
/// </remarks>
internal static class Held
{
    /// <summary>For every addition of tensors, which is <c>a + 1·b</c> to LibTorch.</summary>
    public static readonly Scalar One = 1;

    /// <summary>a + b.</summary>
    public static torch.Tensor Plus(this torch.Tensor a, torch.Tensor b) => a.add(b, One);
}
