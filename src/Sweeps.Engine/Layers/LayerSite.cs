using System.Numerics;

namespace Sweeps.Engine.Layers;

/// <summary>Where a layer is to stand: what it is made of and between.</summary>
/// <param name="Module">The module that it will be to taps.</param>
/// <param name="Batch">The examples, and scratch space that layers share.</param>
/// <param name="Input">What it reads.</param>
/// <param name="Output">What it writes.</param>
/// <param name="Arena">Where it takes memory from.</param>
/// <param name="Arithmetic">Whose bits it has.</param>
internal sealed record LayerSite<T>(
    ModuleInfo Module, Batch<T> Batch, ActivationBuffer<T> Input, ActivationBuffer<T> Output, Arena<T> Arena, ArithmeticKind Arithmetic)
    where T : unmanaged, INumberBase<T>;
