using Sweeps.Core.Files;

namespace Sweeps.Reports.Exports.TensorBoard;

/// <summary>
/// A file of TensorFlow's Event messages (tensorboard/compat/proto/event.proto and summary.proto). A step's wall time is so many seconds
/// after 1970: when a step was done is not recorded, and the same tables give the same bytes.
/// </summary>
internal sealed class EventFile : IDisposable
{
    private readonly string _folder;
    private readonly RecordFile _records;
    private readonly Message _event = new();
    private readonly Message _summary = new();
    private readonly Message _value = new();
    private readonly Message _inner = new();
    private readonly Message _plugin = new();
    private bool _isEmpty = true;

    /// <param name="folder">That of a run, or of all; it is created.</param>
    public EventFile(string folder)
    {
        _folder = folder;
        Folders.Create(folder, isDurable: false);
        _records = new RecordFile(Path.Combine(folder, "events.out.tfevents.0.sweeps"));
        _event.Add(1, 0.0).Add(3, "brain.Event:2");
        WriteEvent();
    }

    public void Scalar(string tag, float value) => Add(_value.Add(1, tag).Add(2, value));

    /// <param name="edges">One more than counts; what lies outside of them is not counted.</param>
    public void Histogram(string tag, ReadOnlySpan<float> edges, ReadOnlySpan<int> counts)
    {
        // Bucket i reaches from the limit before to its own, the first one from minus infinity: it is empty here.
        var limits = new double[edges.Length];
        var buckets = new double[edges.Length];
        var (total, sum, squares) = (0.0, 0.0, 0.0);
        limits[0] = edges[0];
        for (var i = 0; i < counts.Length; i++)
        {
            limits[i + 1] = edges[i + 1];
            buckets[i + 1] = counts[i];
            var middle = ((double)edges[i] + edges[i + 1]) / 2;
            total += counts[i];
            sum += counts[i] * middle;
            squares += counts[i] * middle * middle;
        }

        _inner.Add(1, (double)edges[0]).Add(2, (double)edges[^1]).Add(3, total).Add(4, sum).Add(5, squares).Add(6, limits).Add(7, buckets);
        Add(_value.Add(1, tag).Add(5, _inner));
    }

    /// <summary>A message that the plugin for hyperparameters reads.</summary>
    public void Hyperparameters(string tag, Message content)
    {
        _plugin.Add(1, "hparams").Add(2, content);
        Add(_value.Add(1, tag).Add(9, _inner.Add(1, _plugin)));
    }

    /// <summary>Writes what was given since the last call as that of a step.</summary>
    public void EndStep(int step)
    {
        if (_isEmpty)
            return;
        _event.Add(1, (double)step).Add(2, (long)step).Add(5, _summary);
        WriteEvent();
        _isEmpty = true;
    }

    /// <summary>Makes all events durable.</summary>
    public void Finish()
    {
        _records.Finish();
        Folders.Sync(_folder);
    }

    public void Dispose() => _records.Dispose();

    private void Add(Message value)
    {
        _summary.Add(1, value);
        _isEmpty = false;
    }

    private void WriteEvent()
    {
        _records.Write(_event.Written());
        _event.Clear();
    }
}
