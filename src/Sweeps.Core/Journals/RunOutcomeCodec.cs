using Sweeps.Core.Files;
using Sweeps.Core.Outcomes;
using Sweeps.Core.Outcomes.Measures;
using Sweeps.Core.Parameters;
using Sweeps.Core.Text;
using Sweeps.Tables;

namespace Sweeps.Core.Journals;

/// <summary>Converts a run's outcome to bytes and back: the head of a journal's frame.</summary>
internal static class RunOutcomeCodec
{
    private const byte Version = 4;

    /// <summary>Stands before the names of the metrics of a plugin's task, which this program does not know.</summary>
    private const string MetricMark = "metric ";

    /// <summary>The version with figures and parameters by position; the parameters are those of <see cref="EarlierParameters"/>.</summary>
    private const byte Placed = 3;

    /// <summary>The version by position without a level of chance.</summary>
    private const byte PlacedWithoutChance = 2;

    /// <summary>The figures of earlier versions, in their order. The second figure is never null, so no flag is stored for it.</summary>
    private static readonly string[] s_places =
        ["loss_initial", MeasureCatalogue.Expected, "loss_start", "loss_end", "loss_diff", MeasureCatalogue.Chance, "loss_train", "loss_valid", "loss_test"];

    private enum Tag : byte
    {
        Null,
        Text,
        Int32,
        Int64,
        Double,
        Boolean,
    }

    public static void Write(ByteWriter to, RunOutcome outcome)
    {
        var set = outcome.Parameters.Set;
        if (outcome.Parameters.Count != set.All.Count)
            throw new ArgumentException($"The run has {outcome.Parameters.Count} parameters, and there are {set.All.Count}.", nameof(outcome));
        to.Byte(Version);
        to.Int64((long)RunId.Parse(outcome.Run));
        to.Signed(outcome.Cell);
        to.Byte((byte)outcome.Status);
        Value(to, outcome.DivergedAt);
        Value(to, outcome.Error);
        var metrics = outcome.Metrics.All.Where(metric => MeasureCatalogue.Find(metric.Key) is null).ToList();
        to.Count(MeasureCatalogue.Journaled.Count + metrics.Count);
        foreach (var measure in MeasureCatalogue.Journaled)
        {
            to.Text(measure.Name);
            Value(to, measure.Of(outcome));
        }

        foreach (var (name, value) in metrics)
        {
            to.Text(MetricMark + name);
            Value(to, value);
        }

        to.Signed(outcome.ParameterCount);
        Value(to, outcome.WeightsSha256);
        to.Count(outcome.Parameters.Count);
        for (var i = 0; i < set.All.Count; i++)
        {
            to.Text(set.All[i].ShortName);
            Value(to, outcome.Parameters[i]);
        }

        to.Count(outcome.Handlers.Count);
        foreach (var handler in outcome.Handlers)
        {
            to.Text(handler.Name);
            to.Text(handler.Signature);
        }

        Value(to, outcome.Timings.WallSeconds);
        Value(to, outcome.Timings.ProcessorSeconds);
        Value(to, outcome.Timings.HandlerSeconds);
        Value(to, outcome.Timings.Worker);
        Value(to, outcome.Timings.Host);
        to.Int64(outcome.Timings.CommittedTicks);
    }

    /// <param name="bytes">Bytes whose checksum is right.</param>
    /// <param name="set">The parameters that a run has.</param>
    /// <exception cref="InvalidDataException">The bytes are no outcome.</exception>
    /// <exception cref="StorageException">Another version of the program wrote the bytes.</exception>
    public static RunOutcome Read(ReadOnlySpan<byte> bytes, ParameterSet set)
    {
        var from = new ByteReader(bytes);
        if (from.Byte() is var version && version is < PlacedWithoutChance or > Version)
            throw Foreign($"it has version {version}, and this program reads versions {PlacedWithoutChance} to {Version}");
        var outcome = new RunOutcome
        {
            Run = RunId.Format((ulong)from.Int64()),
            Cell = NotNegative(from.Int32()),
            Status = from.Byte() is var status && status <= (byte)RunStatus.Failed
                ? (RunStatus)status
                : throw new InvalidDataException($"A stored record has the unknown status {status}."),
            DivergedAt = Number<int>(ref from) is { } step ? NotNegative(step) : null,
            Error = Text(ref from),
            Losses = LossFigures.Unknown,
            Parameters = new ParameterValues(set, []),
        };
        outcome = version == Version ? WithFigures(outcome, ref from) : WithPlacedFigures(outcome, ref from, hasChance: version == Placed);
        return outcome with
        {
            ParameterCount = from.Signed(),
            WeightsSha256 = Text(ref from),
            Parameters = new ParameterValues(set, version == Version ? NamedParameters(ref from, set) : EarlierParametersOf(ref from, set)),
            Handlers = Handlers(ref from),
            Timings = new(Number<double>(ref from), Number<double>(ref from), Number<double>(ref from), Number<int>(ref from), Text(ref from), from.Int64()),
        };
    }

    private static RunOutcome WithFigures(RunOutcome outcome, ref ByteReader from)
    {
        var count = from.Count(bytesEach: 2);
        var isExpectedKnown = false;
        for (var i = 0; i < count; i++)
        {
            var name = from.Text();
            if (name.StartsWith(MetricMark, StringComparison.Ordinal))
            {
                if (Number<double>(ref from) is { } value)
                    outcome = outcome with { Metrics = outcome.Metrics.With(name[MetricMark.Length..], value) };
                continue;
            }

            var measure = MeasureCatalogue.Find(name);
            if (measure?.Restore is not { } restore)
                throw Foreign($"it has the figure {Wording.Quote(name)}, which this program does not know");
            outcome = restore(outcome, Number<double>(ref from));
            isExpectedKnown |= name is MeasureCatalogue.Expected;
        }

        return isExpectedKnown ? outcome : throw new InvalidDataException($"A stored record has no {MeasureCatalogue.Expected}.");
    }

    private static RunOutcome WithPlacedFigures(RunOutcome outcome, ref ByteReader from, bool hasChance)
    {
        foreach (var name in s_places)
        {
            if (name is MeasureCatalogue.Chance && !hasChance)
                continue;
            double? value = name is MeasureCatalogue.Expected ? from.Double() : Number<double>(ref from);
            outcome = MeasureCatalogue.Find(name)!.Restore!(outcome, value);
        }

        return outcome;
    }

    private static object?[] NamedParameters(ref ByteReader from, ParameterSet set)
    {
        var stored = new (string Name, object? Value)[from.Count(bytesEach: 2)];
        for (var i = 0; i < stored.Length; i++)
            stored[i] = (from.Text(), Value(ref from));
        return InOrder(stored, set);
    }

    private static object?[] EarlierParametersOf(ref ByteReader from, ParameterSet set)
    {
        var stored = new (string Name, object? Value)[from.Number(EarlierParameters.Names.Count + 1)];
        for (var i = 0; i < stored.Length; i++)
            stored[i] = (EarlierParameters.Names[i], Value(ref from));
        return InOrder(stored, set);
    }

    /// <summary>The values in the order of the parameters of this version.</summary>
    private static object?[] InOrder((string Name, object? Value)[] stored, ParameterSet set)
    {
        var values = new object?[set.All.Count];
        var isStored = new bool[values.Length];
        foreach (var (name, value) in stored)
        {
            if (set.Find(name) is not { } parameter || !string.Equals(parameter.ShortName, name, StringComparison.Ordinal))
                throw Foreign($"it has the parameter {Wording.Quote(name)}, which this program does not know");
            if (isStored[parameter.Index])
                throw new InvalidDataException($"A stored record has two values for {name}.");
            (isStored[parameter.Index], values[parameter.Index]) = (true, value);
        }

        // Runs that were stored before a parameter was added were trained with its default.
        var added = set.All.Where(parameter => !isStored[parameter.Index]).ToList();
        if (added.Find(parameter => !parameter.SilentAtDefault) is { } missing)
            throw new InvalidDataException($"A stored record has no value for {missing.ShortName}.");
        if (set.All.Any(parameter => isStored[parameter.Index] && !Fits(set.Columns[parameter.Index], values[parameter.Index])))
            throw Mismatch();
        AddedParameters.Fill(values, added, set);
        return values;
    }

    private static StorageException Foreign(string why) => new(
        $"A stored run was written by another version of sweeps, or with a plugin that is missing here: {why}. The results are left as they are. Read and continue them with that program, or choose another results folder with --out.");

    private static bool Fits(ColumnSchema column, object? value) => value switch
    {
        null => column.Nullable,
        string => column.Type == ColumnType.String,
        int => column.Type == ColumnType.Int32,
        long => column.Type == ColumnType.Int64,
        double => column.Type == ColumnType.Double,
        bool => column.Type == ColumnType.Boolean,
        _ => false,
    };

    private static HandlerKey[] Handlers(ref ByteReader from)
    {
        var handlers = new HandlerKey[from.Count(bytesEach: 2)];
        for (var i = 0; i < handlers.Length; i++)
        {
            handlers[i] = new(from.Text(), from.Text());
            // The name becomes a file name.
            if (!SweepPaths.IsPlainName(handlers[i].Name))
                throw new InvalidDataException("A stored record has a handler whose name cannot be that of a table.");
        }

        return handlers;
    }

    private static int NotNegative(int number) => number >= 0 ? number : throw new InvalidDataException("A stored record has a negative number where things are counted.");

    private static void Value(ByteWriter to, object? value)
    {
        switch (value)
        {
            case null:
                to.Byte((byte)Tag.Null);
                break;
            case string text:
                to.Byte((byte)Tag.Text);
                to.Text(text);
                break;
            case int number:
                to.Byte((byte)Tag.Int32);
                to.Signed(number);
                break;
            case long number:
                to.Byte((byte)Tag.Int64);
                to.Signed(number);
                break;
            case double number:
                to.Byte((byte)Tag.Double);
                to.Double(number);
                break;
            case bool flag:
                to.Byte((byte)Tag.Boolean);
                to.Byte(flag ? (byte)1 : (byte)0);
                break;
            default:
                throw new ArgumentException($"A parameter of type {value.GetType().Name} cannot be stored.", nameof(value));
        }
    }

    private static T? Number<T>(ref ByteReader from)
        where T : struct => Value(ref from) switch
        {
            null => null,
            T number => number,
            _ => throw Mismatch(),
        };

    private static string? Text(ref ByteReader from) => Value(ref from) switch
    {
        null => null,
        string text => text,
        _ => throw Mismatch(),
    };

    private static InvalidDataException Mismatch() => new("A stored record has a value of another type than is expected there.");

    private static object? Value(ref ByteReader from) => (Tag)from.Byte() switch
    {
        Tag.Null => null,
        Tag.Text => from.Text(),
        Tag.Int32 => from.Int32(),
        Tag.Int64 => from.Signed(),
        Tag.Double => from.Double(),
        Tag.Boolean => from.Flag(),
        var tag => throw new InvalidDataException($"A stored record has a value of the unknown type {(byte)tag}."),
    };
}
