using Sweeps.Numerics.Random;
using Sweeps.Torch.Modules;
using Sweeps.Torch.Training;
using Sweeps.Training;
using Sweeps.Training.Catalogues;
using Sweeps.Training.Running;

namespace Sweeps.Torch.Lockstep;

/// <summary>The batches of a run by their steps, drawn from the first one on.</summary>
internal sealed class BatchOrder(CellSettings cell, ModelCatalogue catalogue, IDataset data, NamedTensors scratch)
{
    private readonly DropoutNoise _dropout = new(cell.Network, catalogue);
    private TorchGenerator _stream = new(0);
    private Sampler? _sampler;
    private int[] _examples = [];
    private int _drawn;

    /// <summary>What the network's dropouts multiply by at the step that was asked for last.</summary>
    public IReadOnlyList<float[]> Noise { get; private set; } = [];

    /// <summary>The numbers of the examples of a step's batch.</summary>
    public int[] Of(int step)
    {
        if (_sampler is null || _drawn > step + 1)
            Begin();
        for (; _drawn <= step; _drawn++)
        {
            var next = _sampler!.Next();
            // The masks come from the stream of the batches, so that all of them have to be drawn.
            var noise = _dropout.Next(_stream, next.Length);
            if (_drawn == step)
                (_examples, Noise) = (next.ToArray(), noise);
        }

        return _examples;
    }

    // A stream that goes on to draw the batches has drawn the weights first.
    private void Begin()
    {
        var initialiser = new Initialiser(cell.Network, catalogue, cell.Training.Seed);
        initialiser.Fill(scratch);
        _stream = initialiser.Batches;
        _sampler = Sampler.Of(cell.Training, _stream, data.Train.Count);
        (_drawn, _examples) = (0, []);
    }
}
