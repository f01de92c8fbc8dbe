using System.Runtime.InteropServices;
using Sweeps.Training;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Sweeps.Torch.Modules;

/// <summary>A network's parameters and statistics under the names that saved models have, in their order: all parameters, then all statistics.</summary>
internal sealed class NamedTensors
{
    private readonly List<(string Name, Tensor Tensor)> _all = [];

    public NamedTensors(TorchNetwork network)
    {
        foreach (var (info, module) in network.All)
            foreach (var (name, parameter) in module.named_parameters())
                Parameters.Add((info, name, parameter));
        _all.AddRange(Parameters.Select(parameter => (Name(parameter.Module, parameter.Name), (Tensor)parameter.Parameter)));
        foreach (var (info, module) in network.All)
            // Counting batches is of use only where the momentum is not given.
            _all.AddRange(module.named_buffers().Where(buffer => buffer.name is not "num_batches_tracked").Select(buffer => (Name(info, buffer.name), buffer.buffer)));
    }

    /// <summary>The parameters in forward order, a weight before its bias.</summary>
    public List<(ModuleInfo Module, string Name, Parameter Parameter)> Parameters { get; } = [];

    public IReadOnlyList<(string Name, Tensor Tensor)> All => _all;

    /// <summary>The name of a module's parameter or statistic.</summary>
    public static string Name(ModuleInfo module, string name) => $"{module.Name}.{name}";

    /// <summary>The weight of a module that has one.</summary>
    public Parameter Weight(ModuleInfo module) => Parameters.First(parameter => parameter.Module == module && parameter.Name is "weight").Parameter;

    /// <summary>Copies of all numbers.</summary>
    public IReadOnlyList<NamedTensor> Export() => [.. _all.Select(entry => Export(entry.Name, entry.Tensor))];

    /// <summary>A copy of a tensor's numbers.</summary>
    public static NamedTensor Export(string name, Tensor tensor) => new(name, Shape(tensor), Canonical(Numbers(tensor.detach().cpu().contiguous())));

    /// <summary>Puts exported numbers in.</summary>
    /// <exception cref="InvalidDataException">A tensor is missing or has another size.</exception>
    public void Load(IReadOnlyDictionary<string, NamedTensor> tensors)
    {
        foreach (var (name, tensor) in _all)
        {
            if (!tensors.TryGetValue(name, out var saved) || saved.Values.Length != tensor.numel())
                throw new InvalidDataException($"The saved model has no tensor '{name}' of {tensor.numel()} values: it belongs to another network.");
            Set(tensor, saved.Values);
        }
    }

    /// <summary>A tensor's float32 numbers where they lie: contiguous, and on the CPU.</summary>
    public static Span<float> Numbers(Tensor tensor) => MemoryMarshal.Cast<byte, float>(tensor.bytes);

    /// <summary>Overwrites a tensor.</summary>
    /// <param name="numbers">As many, in row-major order; they are converted to the tensor's type.</param>
    public static void Set(Tensor target, float[] numbers)
    {
        using var scope = NewDisposeScope();
        using (no_grad())
            target.copy_(tensor(numbers, target.shape));
    }

    private static int[] Shape(Tensor tensor) => [.. tensor.shape.Select(length => (int)length)];

    // The bits of what is not a number depend on the machine that made it.
    private static float[] Canonical(ReadOnlySpan<float> numbers)
    {
        var copy = numbers.ToArray();
        for (var i = 0; i < copy.Length; i++)
            copy[i] = float.IsNaN(copy[i]) ? float.NaN : copy[i];
        return copy;
    }
}
