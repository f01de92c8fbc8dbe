using Sweeps.Torch.Modules;
using Sweeps.Training;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Sweeps.Torch.Trees;

/// <summary>The parameters and buffers of a plugin's network under the names that its <c>state_dict</c> has.</summary>
internal sealed class NetworkTensors
{
    private readonly nn.Module _network;
    private readonly Dictionary<string, Parameter> _byName = new(StringComparer.Ordinal);

    public NetworkTensors(nn.Module network, ModuleTree tree)
    {
        _network = network;
        var seen = new HashSet<IntPtr>();
        foreach (var (name, parameter) in network.named_parameters())
        {
            _byName.TryAdd(name, parameter);
            // Tied parameters have two names and are one tensor.
            if (!seen.Add(parameter.Handle))
                continue;
            Parameters.Add((name, tree.RoleOf(name), parameter));
        }
    }

    /// <summary>Each parameter once, with the role of its module.</summary>
    public List<(string Name, ModuleRole Role, Parameter Parameter)> Parameters { get; } = [];

    /// <summary>Parameters, then buffers.</summary>
    public IReadOnlyList<(string Name, Tensor Tensor)> All =>
        [.. Parameters.Select(parameter => (parameter.Name, (Tensor)parameter.Parameter)), .. _network.named_buffers().Select(buffer => (buffer.name, buffer.buffer))];

    /// <summary>A module's own parameter.</summary>
    public Parameter? Find(string path, string name) => _byName.GetValueOrDefault(path.Length == 0 ? name : $"{path}.{name}");

    /// <summary>Copies of all numbers as float32.</summary>
    public IReadOnlyList<NamedTensor> Export() => [.. All.Select(entry => Export(entry.Name, entry.Tensor))];

    /// <summary>A copy of a tensor's numbers as float32.</summary>
    public static NamedTensor Export(string name, Tensor tensor)
    {
        using var scope = NewDisposeScope();
        return NamedTensors.Export(name, tensor.detach().to(ScalarType.Float32));
    }

    /// <summary>The bytes of a tensor, whatever its type.</summary>
    public static byte[] Bytes(Tensor tensor)
    {
        using var scope = NewDisposeScope();
        return tensor.detach().cpu().contiguous().bytes.ToArray();
    }

    /// <summary>Overwrites a tensor with bytes that <see cref="Bytes"/> gave.</summary>
    /// <exception cref="InvalidDataException">They are of a tensor of another size.</exception>
    public static void Set(Tensor tensor, ReadOnlySpan<byte> bytes)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var saved = empty(tensor.shape, dtype: tensor.dtype);
        if (saved.bytes.Length != bytes.Length)
            throw new InvalidDataException("The saved state is of another network.");
        bytes.CopyTo(saved.bytes);
        tensor.copy_(saved);
    }
}
