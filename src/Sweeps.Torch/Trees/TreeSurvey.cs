using Sweeps.Torch.Streams;
using Sweeps.Torch.Tasks;
using Sweeps.Training;
using Sweeps.Training.Catalogues;
using static TorchSharp.torch;

namespace Sweeps.Torch.Trees;

/// <summary>Finds out what a plugin's network is made of: makes one, and lets a batch of arbitrary numbers pass through it.</summary>
internal sealed class TreeSurvey
{
    private readonly TorchTask _task;
    private readonly TorchTaskSettings _settings;
    private readonly ModelCatalogue _catalogue;
    private readonly List<Visit> _visits = [];
    private readonly HashSet<nn.Module> _unwatched = new(ReferenceEqualityComparer.Instance);

    private TreeSurvey(TorchTask task, TorchTaskSettings settings, ModelCatalogue catalogue) => (_task, _settings, _catalogue) = (task, settings, catalogue);

    /// <summary>Surveys the network of a task.</summary>
    /// <exception cref="InvalidOperationException">The module, its outputs or its loss cannot be computed; the message says why.</exception>
    public static ModuleTree Of(TorchTask task, TorchTaskSettings settings, ModelCatalogue catalogue)
    {
        ModuleTree? tree = null;
        ProcessStream.Alone(RandomState.Seeded(0), () => tree = new TreeSurvey(task, settings, catalogue).Find());
        return tree!;
    }

    /// <summary>Every module of a network with its path, the network itself first.</summary>
    public static IReadOnlyList<(string Path, nn.Module Module)> ModulesOf(nn.Module network)
    {
        var seen = new HashSet<nn.Module>(ReferenceEqualityComparer.Instance);
        return [.. network.named_modules().Prepend((name: "", module: network)).Where(one => seen.Add(one.module))];
    }

    private ModuleTree Find()
    {
        using var network = Make();
        var modules = ModulesOf(network);
        network.train();
        foreach (var (path, module) in modules)
            Watch(path, module);
        using var scope = NewDisposeScope();
        Pass(network);
        var points = new List<TapPoint>();
        (long[] Shape, int Channel)? before = null;
        foreach (var visit in _visits)
        {
            var point = Point(visit, before);
            before = (visit.Output.shape, point.Channel);
            // The network itself gives what its last module gives.
            if (visit.Path.Length > 0 || modules.Count == 1)
                points.Add(point);
        }

        foreach (var (path, module) in modules)
            if (!_visits.Exists(visit => visit.Module == module) && ModuleRoles.WeightOf(module) is not null)
                points.Add(Hidden(path, module));
        return new ModuleTree(Numbered(points), network.parameters().Where(parameter => parameter.requires_grad).Sum(parameter => parameter.numel()), [.. Sentences(modules, points)]);
    }

    private nn.Module Make()
    {
        var network = _task.Module(_settings) ?? throw new InvalidOperationException("it makes no module");
        _task.Initialize(network, _settings);
        return network;
    }

    private void Watch(string path, nn.Module module)
    {
        var calls = 0;
        var entered = new Stack<(Tensor Tensor, Tensor Copy)>();
        var isWatched = ModuleHooks.TryWatch(
            module,
            input =>
            {
                entered.Push((input.alias(), input.clone()));
                return input;
            },
            output =>
            {
                var (input, copy) = entered.Pop();
                _visits.Add(new Visit(path, module, calls++, input, copy, output.alias(), output.clone()) { OverwritesInput = !AreSame(input, copy) });
                return output;
            });
        if (!isWatched)
            _unwatched.Add(module);
    }

    private void Pass(nn.Module network)
    {
        var batch = new TorchBatch(Inputs(), Targets());
        var outputs = _task.Forward(network, batch);
        var loss = _task.Loss(outputs, batch);
        if (loss.numel() != 1)
            throw new InvalidOperationException($"its loss has the shape [{string.Join(", ", loss.shape)}]; it must be one number, the mean over the batch");
        if (!loss.requires_grad)
            throw new InvalidOperationException("its loss does not depend on any parameter");
    }

    // Zeros and ones are classes and symbols, too.
    private Tensor Inputs() => _settings.Inputs switch
    {
        SymbolShape shape => arange(_settings.Training.BatchSize * shape.Context).remainder(Math.Min(shape.VocabularySize, 2)).view(_settings.Training.BatchSize, shape.Context),
        FeatureShape shape => arange(_settings.Training.BatchSize * shape.Features).remainder(2).to(ScalarType.Float32).view(_settings.Training.BatchSize, shape.Features),
        _ => throw new InvalidOperationException("there is no tensor of such inputs"),
    };

    private Tensor Targets() => _settings.Targets is NumberShape numbers
        ? zeros(_settings.Training.BatchSize, numbers.Numbers)
        : zeros(_settings.Training.BatchSize, dtype: ScalarType.Int64);

    private TapPoint Point(Visit visit, (long[] Shape, int Channel)? before)
    {
        var type = ModuleRoles.TypeOf(visit.Module);
        var weight = ModuleRoles.WeightOf(visit.Module);
        var role = ModuleRoles.Of(visit.Module, weight is not null);
        var inputChannel = TensorLayout.Channel(type, visit.Input.shape, before);
        var channel = TensorLayout.Channel(type, visit.Output.shape, (visit.Input.shape, inputChannel));
        var (rows, columns) = TensorLayout.Size(visit.Output.shape, channel);
        var inputs = weight is null ? TensorLayout.Size(visit.Input.shape, inputChannel).Columns : FanIn(visit.Module, weight, type, role);
        var isFloating = visit.Output.is_floating_point();
        var info = new ModuleInfo(0, type, role, 0, inputs, columns)
        {
            Path = visit.Path,
            Call = visit.Call,
            Positions = Math.Max(1, rows / _settings.Training.BatchSize),
            HasOutput = isFloating,
            Curve = role == ModuleRole.Activation ? ModuleRoles.CurveOf(visit.Module, _catalogue) : null,
        };
        return new TapPoint(info, visit.Path, channel, inputChannel)
        {
            HasGradient = isFloating && visit.Output.requires_grad,
            IsOverwritten = !AreSame(visit.Output, visit.Copy),
            OverwritesInput = visit.OverwritesInput,
            Weight = weight,
        };
    }

    private static TapPoint Hidden(string path, nn.Module module)
    {
        var type = ModuleRoles.TypeOf(module);
        var weight = ModuleRoles.WeightOf(module)!;
        var role = ModuleRoles.Of(module, hasWeight: true);
        var outputs = TensorLayout.WeightSize(module.get_parameter(weight)!.shape, type);
        return new TapPoint(
            new ModuleInfo(0, type, role, 0, FanIn(module, weight, type, role), role == ModuleRole.Embedding ? outputs.Columns : outputs.Rows) { Path = path, HasOutput = false }, path, -1, -1)
        {
            Weight = weight,
        };
    }

    private static bool AreSame(Tensor one, Tensor other) => one.contiguous().bytes.SequenceEqual(other.contiguous().bytes);

    private static int FanIn(nn.Module module, string weight, string type, ModuleRole role)
    {
        var (rows, columns) = TensorLayout.WeightSize(module.get_parameter(weight)!.shape, type);
        return role == ModuleRole.Embedding ? rows : columns;
    }

    /// <summary>Numbers within types in forward order, and the last linear layer as the one of the logits.</summary>
    private static IReadOnlyList<TapPoint> Numbered(List<TapPoint> points)
    {
        var paths = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        var last = points.FindLast(point => point.Info is { Role: ModuleRole.Hidden, HasOutput: true })?.Path;
        var numbered = new List<TapPoint>();
        foreach (var point in points)
        {
            if (!paths.TryGetValue(point.Info.Type, out var ofType))
                paths.Add(point.Info.Type, ofType = []);
            if (!ofType.Contains(point.Path, StringComparer.Ordinal))
                ofType.Add(point.Path);
            var role = point.Info.Role == ModuleRole.Hidden && string.Equals(point.Path, last, StringComparison.Ordinal) ? ModuleRole.Logits : point.Info.Role;
            var info = new ModuleInfo(numbered.Count, point.Info.Type, role, ofType.IndexOf(point.Path), point.Info.Inputs, point.Info.Outputs)
            {
                Call = point.Info.Call,
                Curve = point.Info.Curve,
                HasOutput = point.Info.HasOutput,
                Positions = point.Info.Positions,
            };
            numbered.Add(point with { Info = point.Path.Length == 0 ? info : info with { Path = point.Path } });
        }

        return numbered;
    }

    private IEnumerable<string> Sentences(IReadOnlyList<(string Path, nn.Module Module)> modules, List<TapPoint> points)
    {
        foreach (var (path, module) in modules)
        {
            var who = $"{(path.Length == 0 ? "the network" : path)} ({ModuleRoles.TypeOf(module)})";
            var own = module.named_parameters(recurse: false).Select(parameter => parameter.name).ToList();
            var isPart = path.Length > 0 && (own.Count > 0 || !module.named_children().Any()) && module is not (TorchSharp.Modules.ModuleList<nn.Module> or TorchSharp.Modules.ParameterList);
            var point = points.Find(one => string.Equals(one.Path, path, StringComparison.Ordinal));
            if (isPart && _unwatched.Contains(module))
                yield return $"{who}: its output is not seen, because it is not one tensor, or it takes something else than tensors";
            else if (isPart && !_visits.Exists(visit => visit.Module == module))
                yield return $"{who}: its output is not seen, because nothing invoked it by call(): forward() was invoked, or it was not used";
            if (own.Where(name => name.Contains('.', StringComparison.Ordinal)).ToList() is { Count: > 0 } parts)
                yield return $"{who}: its parts are not seen, because it computes them natively: {string.Join(", ", parts)}";
            if (ModuleRoles.Matrices(module).Where(name => !name.Contains('.', StringComparison.Ordinal) && !string.Equals(name, ModuleRoles.WeightOf(module), StringComparison.Ordinal)).ToList() is { Count: > 0 } others)
                yield return $"{who}: {(others.Count == 1 ? "its parameter" : "its parameters")} {string.Join(", ", others)} {(others.Count == 1 ? "is" : "are")} not seen, because a module has one weight, the matrix called weight or its only one";
            if (point is { Info: { HasOutput: true, Role: not ModuleRole.Other }, HasGradient: false })
                yield return $"{who}: its output has no gradient, because the loss does not depend on it";
            if (point is { Info: { Role: ModuleRole.Activation, Curve: null } })
                yield return $"{who}: saturation is not measured, because no curve is known of this activation with its options";
        }
    }

    /// <summary>A call of a module in the pass.</summary>
    private sealed record Visit(string Path, nn.Module Module, int Call, Tensor Input, Tensor InputCopy, Tensor Output, Tensor Copy)
    {
        public bool OverwritesInput { get; init; }
    }
}
