using Sweeps.Core.Axes;
using Sweeps.Core.Datasets;
using Sweeps.Core.Definitions;
using Sweeps.Core.Files;
using Sweeps.Core.Parameters;
using Sweeps.Core.Yaml;
using Sweeps.Training;

namespace Sweeps.Core.Plans;

/// <summary>The cells of a definition. They are computed when they are needed and never stored.</summary>
public sealed class SweepPlan
{
    private const int MostPreviews = 4;

    // The expected size avoids repeated copies of a growing set.
    private const int MostExpected = 1 << 20;

    private readonly CellExpansion _expansion;
    private readonly DataCatalogue _data;
    private readonly SettingsBuilder _settings;
    private readonly CellDatasets _datasets;
    private readonly Lazy<Counted> _counted;
    private readonly CellIds? _known;

    internal SweepPlan(SweepDefinition definition, DataCatalogue data, ITrainingEngine engine, CellIds? known = null)
    {
        _known = known;
        Definition = definition;
        _data = data;
        Engine = engine;
        _settings = new SettingsBuilder(definition.Parameters);
        _datasets = new CellDatasets(definition.Parameters);
        _expansion = new CellExpansion(definition, new CellCounts(definition.Lists, _datasets));
        _counted = new Lazy<Counted>(Count);
    }

    /// <summary>The definition of the cells.</summary>
    public SweepDefinition Definition { get; }

    /// <summary>The engine that trains the cells.</summary>
    public ITrainingEngine Engine { get; }

    /// <summary>The parameters of the cells.</summary>
    public ParameterSet Parameters => Definition.Parameters;

    /// <summary>The axes, the first one slowest.</summary>
    public IReadOnlyList<SweepAxis> Axes => Definition.Axes;

    /// <summary>The number of cells to train.</summary>
    public int CellCount => Numbers.Length;

    /// <summary>One more than the greatest possible <see cref="PlannedCell.Cell"/>.</summary>
    public int Size => _expansion.Size;

    /// <summary>The numbers of cells, which are counted once on first use.</summary>
    public PlanStatistics Statistics => _counted.Value.Statistics;

    /// <summary>Warnings about parts of the definition without effect, by place.</summary>
    public IReadOnlyList<DefinitionWarning> Warnings => _counted.Value.Warnings;

    /// <summary>Previews of the first few different data settings, in the order of the cells.</summary>
    /// <param name="words">The number of words to show of each split.</param>
    public IReadOnlyList<DataPreview> PreviewData(int words) =>
        [.. _counted.Value.Data.Take(MostPreviews).Select(data => DataPreview.Of(Definition.Lists.Get(data), data, words))];

    /// <summary>Whether there are more data settings than <see cref="PreviewData"/> shows.</summary>
    public bool HasMoreData => _counted.Value.Data.Count > MostPreviews;

    /// <summary>The numbers of the cells to train, in order. They are found together with the statistics.</summary>
    internal int[] Numbers => _known?.Cells ?? _counted.Value.Numbers;

    /// <summary>The runs of <see cref="Numbers"/>.</summary>
    internal ulong[] Runs => _known?.Runs ?? _counted.Value.Runs;

    /// <summary>The same plan with the runs of its cells, if they were computed before from the same definition and with the same <see cref="PlanOrigin"/>.</summary>
    internal SweepPlan WithKnown(CellIds ids) => new(Definition, _data, Engine, ids);

    /// <summary>The cells to train in the order of their numbers, each run once. Every enumeration computes them again, except for the hashes, which are stored once the cells are counted.</summary>
    public IEnumerable<PlannedCell> Cells() => Cells(null);

    /// <param name="isAsked">For each of <see cref="Numbers"/>, whether the cell is needed; null for all.</param>
    internal IEnumerable<PlannedCell> Cells(bool[]? isAsked)
    {
        var identity = Identity();
        var data = new DataSettingsCache(Parameters);
        var values = new ActingValues(Parameters);
        var settings = new SettingsCache(_settings, _datasets, Parameters);
        CellIds? ids = _counted.IsValueCreated || isAsked is not null ? new(Runs, Numbers) : null;
        var seen = ids is null ? new HashSet<ulong>() : null;
        var place = 0;
        foreach (var cell in _expansion.All())
        {
            if (cell.Fate != CellFate.Kept || (ids is { Cells: var numbers } && (place == numbers.Length || numbers[place] != cell.Number)))
                continue;
            if (isAsked?[place] == false)
            {
                place++;
                continue;
            }

            var trainedOn = data.Of(cell);
            var list = Definition.Lists.Get(trainedOn);
            var acting = values.Of(cell, new object?[Parameters.All.Count]);
            var run = ids is { Runs: var runs } ? runs[place++] : identity.Hash(acting, _datasets.IdentityOf(acting, list));
            if (seen?.Add(run) == false)
                continue;
            yield return Planned(cell.Number, run, acting, trainedOn, settings.Of(acting, trainedOn, list));
        }
    }

    /// <summary>The data file of a cell, which a task with its own data does not use.</summary>
    public DataSource ListOf(PlannedCell cell) => Definition.Lists.Get(cell.Data);

    /// <summary>The examples of a cell. Cells with equal data settings get the same object. Thread-safe.</summary>
    public IDataset DataOf(PlannedCell cell) => _datasets.OwnOf(cell.Parameters) ?? _data.Prepare(ListOf(cell), cell.Data);

    /// <summary>The approximate number of examples that are evaluated in a cell's run, without preparing those of a file.</summary>
    internal long EvaluatedOf(PlannedCell cell)
    {
        var own = _datasets.OwnOf(cell.Parameters);
        var examples = own is null ? ListOf(cell).ExamplesOf(cell.Data) : 0;
        var atEnd = own is null
            ? (long)(examples * ((cell.EvaluateTrain ? cell.Data.Train : 0) + cell.Data.Valid + cell.Data.Test))
            : (cell.EvaluateTrain ? own.Train.Count : 0) + own.Valid.Count + own.Test.Count;
        if (Definition.Evaluation is not { } evaluation)
            return atEnd;
        var (train, valid, test) = own is null
            ? ((long)(examples * cell.Data.Train), (long)(examples * cell.Data.Valid), (long)(examples * cell.Data.Test))
            : (own.Train.Count, own.Valid.Count, own.Test.Count);
        var each = evaluation.Splits.Sum(split => split switch { "train" => train, "valid" => valid, _ => test });
        var training = cell.Settings.Training;
        return atEnd + (each * EvaluationInterval.Count(training.Steps, evaluation.Interval.Of((int)Math.Min(int.MaxValue, train), training)));
    }

    /// <summary>The text whose hash is the cell's run, with one line per fact. A comparison of two texts shows why two runs differ.</summary>
    public string Describe(PlannedCell cell) => Identity().Describe([.. cell.Parameters], _datasets.IdentityOf(cell.Parameters, ListOf(cell)));

    /// <summary>The violations of rules between parameters; of each value to blame, only the first.</summary>
    internal IReadOnlyList<DefinitionError> FindViolations()
    {
        var errors = new ErrorList();
        var told = new HashSet<SourceMark>();
        var rules = new CellChecks(Parameters, Definition.Lists, _datasets);
        var limits = new EngineChecks(Engine, Parameters);
        var evaluations = new EvaluationChecks(Definition.Evaluation, Parameters, Definition.Lists, _datasets);
        var looked = 0;
        foreach (var (_, values, fate, version) in _expansion.All())
        {
            // Violations follow from the values that were read, unless the engine checks all values.
            if (fate != CellFate.Kept || (version == looked && !limits.AsksEngine))
                continue;
            looked = version;
            if (rules.FindViolation(values) is var (parameter, message))
                Tell(Definition.Places.TryGetValue(parameter, out var places) ? places.Of(values[parameter]) : new SourceMark(Definition.File, 1, 1), message);
            else if (limits.FindUnknown(values) is var (choice, unknown))
                Tell(Definition.Places.TryGetValue(choice, out var places) ? places.Of(values[choice]) : Definition.EnginePlace, unknown);
            else if (limits.AsksEngine && limits.FindRefusal(SettingsOf(values)) is { } refusal)
                Tell(Definition.EnginePlace, refusal);
            else if (evaluations.FindViolation(values) is { } empty)
                Tell(Definition.EvaluationPlace, empty);
        }

        return errors.Sorted(Definition.File);

        void Tell(SourceMark mark, string message)
        {
            if (told.Add(mark))
                errors.Add(mark, message);
        }
    }

    private Counted Count()
    {
        var identity = Identity();
        var seen = new HashSet<ulong>(Math.Min(Size, MostExpected));
        var numbers = new List<int>();
        var runs = new List<ulong>();
        var values = new ActingValues(Parameters);
        var acting = new object?[Parameters.All.Count];
        var varied = Definition.Varied.OrderBy(parameter => parameter.Index).ToArray();
        var equal = new Dictionary<string, EqualCells>(StringComparer.Ordinal);
        var presets = Definition.Varied.Contains(Parameters.Preset) ? new EqualPresets(Parameters.Preset) : null;
        var effects = new EffectCheck(Definition);
        var settings = new DataSettingsCache(Parameters);
        var data = new List<DataSettings>();
        var (excluded, filtered) = (0, 0);
        var version = 0;
        DataSource? list = null;
        foreach (var cell in _expansion.All())
        {
            if (cell.Version != version)
                effects.See(cell.Values, cell.Fate);
            excluded += cell.Fate == CellFate.Excluded ? 1 : 0;
            filtered += cell.Fate == CellFate.Filtered ? 1 : 0;
            if (cell.Version != version && cell.Fate == CellFate.Kept)
            {
                list = ListOf(cell.Values);
                if (Parameters.Task.Of(cell.Values)?.HasData != true && data.Count <= MostPreviews && settings.Of(cell) is var one && (data.Count == 0 || (!ReferenceEquals(one, data[^1]) && !data.Contains(one))))
                    data.Add(one);
            }

            version = cell.Version;
            if (cell.Fate != CellFate.Kept)
                continue;
            var run = identity.Hash(values.Of(cell, acting), _datasets.IdentityOf(acting, list!));
            if (seen.Add(run))
            {
                numbers.Add(cell.Number);
                runs.Add(run);
                presets?.See(run, cell.Values);
                continue;
            }

            var causes = varied.Where(parameter => parameter != Parameters.Preset && cell.Values.IsInert(parameter)).Select(parameter => parameter.ShortName).ToList();
            var names = presets?.Compare(run, cell.Values) ?? [];
            var key = string.Join(' ', causes.Concat(names));
            equal[key] = new EqualCells(causes, equal.TryGetValue(key, out var before) ? before.Count + 1 : 1) { Presets = names };
        }

        var included = Definition.Include.Count;
        return new(new PlanStatistics(Size - included, included, excluded, filtered, [.. equal.Keys.Order(StringComparer.Ordinal).Select(key => equal[key])], numbers.Count), [.. numbers], [.. runs], [.. effects.Warnings(), .. presets?.Warnings(Definition) ?? [], .. DataWarnings(data)], data);
    }

    /// <summary>What is worth knowing of the first few data settings, at the place of their source.</summary>
    private IEnumerable<DefinitionWarning> DataWarnings(IReadOnlyList<DataSettings> data)
    {
        var place = Definition.Places.TryGetValue(Parameters.Dataset.Source, out var places) ? places.All[0].Mark : new SourceMark(Definition.File, 1, 1);
        return data.Take(MostPreviews).SelectMany(settings => Definition.Lists.Get(settings).Notes(settings)).Distinct(StringComparer.Ordinal).Select(note => new DefinitionWarning(place, note));
    }

    /// <summary>The cell with a number, whether or not it is trained. Thread-safe.</summary>
    public PlannedCell At(int number)
    {
        var values = _expansion.At(number);
        var data = CellRules.DataOf(values);
        var list = Definition.Lists.Get(data);
        var acting = ActingValues.Of(values);
        return Planned(number, Identity().Hash(acting, _datasets.IdentityOf(acting, list)), acting, data, _settings.Build(acting, _datasets.ShapesOf(acting, list, data)));
    }

    /// <summary>The values of a cell as they are written.</summary>
    internal CellValues ValuesAt(int number) => _expansion.At(number);

    private PlannedCell Planned(int number, ulong run, object?[] acting, DataSettings data, CellSettings settings) =>
        new(number, RunId.Format(run), settings, new ParameterValues(Parameters, acting))
        {
            Data = data,
            EvaluateTrain = EvaluatesTrain(acting),
        };

    private CellSettings SettingsOf(CellValues values)
    {
        var data = CellRules.DataOf(values);
        var list = Definition.Lists.Get(data);
        var acting = ActingValues.Of(values);
        return _settings.Build(acting, _datasets.ShapesOf(acting, list, data));
    }

    private RunIdentity Identity() => new(Parameters.All, Engine.Arithmetic);

    private bool EvaluatesTrain(object?[] acting) => (bool)acting[Parameters.Dataset.EvaluateTrain.Index]!;

    private DataSource ListOf(CellValues values) => Definition.Lists.Find(values.Text(Parameters.Dataset.Kind), values.Text(Parameters.Dataset.Source))!;

    /// <param name="Numbers">The numbers of the cells to train, ascending.</param>
    /// <param name="Runs">The hashes of their runs.</param>
    /// <param name="Data">The different data settings that are shown, and one more if there are more.</param>
    private sealed record Counted(PlanStatistics Statistics, int[] Numbers, ulong[] Runs, IReadOnlyList<DefinitionWarning> Warnings, IReadOnlyList<DataSettings> Data);
}
