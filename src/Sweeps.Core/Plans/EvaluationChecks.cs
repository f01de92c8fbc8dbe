using Sweeps.Core.Datasets;
using Sweeps.Core.Handlers;
using Sweeps.Core.Parameters;
using Sweeps.Core.Text;

namespace Sweeps.Core.Plans;

/// <summary>Checks that the splits that are evaluated while runs are trained have examples.</summary>
internal sealed class EvaluationChecks(EvaluationSettings? evaluation, ParameterSet parameters, DataSources lists, CellDatasets datasets)
{
    private readonly DataSettingsCache _settings = new(parameters);
    private readonly Dictionary<DataSettings, string?> _known = [];
    private DataSettings? _data;
    private string? _message;

    /// <summary>What is wrong with the splits in a cell that breaks no other rule; null if nothing is.</summary>
    public string? FindViolation(CellValues cell)
    {
        if (evaluation is null)
            return null;
        if (parameters.Task.Of(cell) is { HasData: true } task)
        {
            var own = datasets.OwnOf(ActingValues.Of(cell))!;
            return Message($"the data of the task '{task.Name}'", own.Train.Count, own.Valid.Count, own.Test.Count);
        }

        // Neighbours mostly have the same data.
        var data = _settings.Of(cell);
        if (ReferenceEquals(data, _data))
            return _message;
        if (!_known.TryGetValue(data, out var message))
            _known.Add(data, message = Check(data));
        (_data, _message) = (data, message);
        return message;
    }

    private string? Check(DataSettings data)
    {
        var list = lists.Find(data.Kind, data.Source)!;
        // Fractions of a long list leave no split empty: then the items need not be put in order.
        const int Plenty = 1000;
        if (data is { SplitColumn: null, SplitGroup: null, Stratify: false } && list.ExamplesOf(data) is > Plenty and var examples)
            return Message(Named(data), (int)(data.Train * examples), (int)(data.Valid * examples), (int)(data.Test * examples));
        var split = list.Split(data);
        return Message(Named(data), split.Train.Length, split.Valid.Length, split.Test.Length);
    }

    private string? Message(string whose, int train, int valid, int test)
    {
        string[] empty = [.. evaluation!.Splits.Where(split => (split switch { "train" => train, "valid" => valid, _ => test }) == 0)];
        if (empty.Length == 0)
            return null;
        var others = new[] { (Name: "train", Count: train), (Name: "valid", Count: valid), (Name: "test", Count: test) }.Where(split => split.Count > 0).Select(split => split.Name);
        return $"evaluate.splits has {Wording.Quote(empty[0])}, and {whose} has no examples in it; the others are: {string.Join(", ", others)}";
    }

    private static string Named(DataSettings data) => Wording.Quote(data.Source);
}
