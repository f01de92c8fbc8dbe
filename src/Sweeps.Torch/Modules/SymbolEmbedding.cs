using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Sweeps.Torch.Modules;

/// <summary>torch.nn.Embedding and Flatten: samples × symbols become samples × (symbols · components).</summary>
internal sealed class SymbolEmbedding : nn.Module<Tensor, Tensor>
{
    private readonly Parameter _weight;

    public SymbolEmbedding(int symbols, int components, ScalarType type)
        : base("Embedding")
    {
        _weight = new Parameter(zeros(symbols, components, dtype: type));
        register_parameter("weight", _weight);
    }

    public override Tensor forward(Tensor input) => _weight.index_select(0, input.flatten()).view(input.shape[0], -1);
}
