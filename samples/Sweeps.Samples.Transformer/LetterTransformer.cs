using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Sweeps.Samples.Transformer;

/// <summary>Letters and positions are embedded, pass the blocks, and the last position says which letter follows.</summary>
internal sealed class LetterTransformer : nn.Module<Tensor, Tensor>
{
    private readonly Embedding _letters;
    private readonly Embedding _positions;
    private readonly Sequential _blocks;
    private readonly LayerNorm _norm;
    private readonly Linear _logits;

    public LetterTransformer(int symbols, int context, int width, int heads, int layers)
        : base(nameof(LetterTransformer))
    {
        _letters = nn.Embedding(symbols, width);
        _positions = nn.Embedding(context, width);
        _blocks = nn.Sequential(Enumerable.Range(0, layers).Select(layer => ($"{layer}", (nn.Module<Tensor, Tensor>)new Block(width, heads))));
        _norm = nn.LayerNorm(width);
        _logits = nn.Linear(width, symbols);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        // N×T letters become N×T×D.
        var signal = _letters.call(input) + _positions.call(arange(input.shape[1]));
        return _logits.call(_norm.call(_blocks.call(signal)).select(1, -1));
    }
}

/// <summary>x + attention(norm(x)), then x + network(norm(x)).</summary>
internal sealed class Block : nn.Module<Tensor, Tensor>
{
    private readonly int _heads;
    private readonly LayerNorm _norm1;
    private readonly Linear _queries;
    private readonly Linear _keys;
    private readonly Linear _values;
    private readonly Linear _project;
    private readonly LayerNorm _norm2;
    private readonly Linear _expand;
    private readonly GELU _activation;
    private readonly Linear _contract;

    public Block(int width, int heads)
        : base(nameof(Block))
    {
        _heads = heads;
        _norm1 = nn.LayerNorm(width);
        _queries = nn.Linear(width, width);
        _keys = nn.Linear(width, width);
        _values = nn.Linear(width, width);
        _project = nn.Linear(width, width);
        _norm2 = nn.LayerNorm(width);
        _expand = nn.Linear(width, 4 * width);
        _activation = nn.GELU();
        _contract = nn.Linear(4 * width, width);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        var normed = _norm1.call(input);
        var seen = nn.functional.scaled_dot_product_attention(
            Split(_queries.call(normed)), Split(_keys.call(normed)), Split(_values.call(normed)), is_casual: true);
        var signal = input + _project.call(seen.transpose(1, 2).flatten(2));
        return signal + _contract.call(_activation.call(_expand.call(_norm2.call(signal))));
    }

    // N×T×D becomes N×heads×T×(D/heads).
    private Tensor Split(Tensor signal) => signal.unflatten(2, [_heads, signal.shape[2] / _heads]).transpose(1, 2);
}
