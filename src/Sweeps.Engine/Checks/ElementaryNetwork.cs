using System.Globalization;
using Sweeps.Engine.Activations;
using Sweeps.Engine.Norms;
using Sweeps.Training.Running;

namespace Sweeps.Engine.Checks;

/// <summary>A network and its loss written out in elementary operations, with every tensor under the kernels' name for it.</summary>
internal sealed class ElementaryNetwork
{
    private readonly CheckedNetwork _network;
    private readonly Tape _tape = new();
    private readonly ElementaryLayers _layers;
    private readonly NetworkScaling _scaling;
    private readonly Dictionary<string, Variable> _variables = new(StringComparer.Ordinal);

    public ElementaryNetwork(CheckedNetwork network, double penalty)
    {
        _network = network;
        _layers = new ElementaryLayers(_tape);
        _scaling = new NetworkScaling(network.Settings, ManagedModels.Catalogue);
        foreach (var parameter in network.Parameters)
            _variables.Add(parameter.Name, new Variable(parameter.Values()));
        var logits = network.Settings.Residual == ResidualKind.PreActivation ? WithSkips() : network.Modules.Aggregate(Numbers(), Apply)!;
        Loss = network.Criterion.OnTape(_tape, logits, network.Asked);
        foreach (var module in network.Modules.Where(m => m.IsLinear && penalty != 0))
            Loss = _tape.Add(Loss, _tape.Scale(penalty, _layers.MeanSquare(_variables[module.Name + ".weight"])));
        _tape.Backward(Loss);
    }

    public Variable Loss { get; private set; }

    /// <summary>A parameter, a module's output or a sum by its name.</summary>
    public Variable this[string name] => _variables[name];

    /// <summary>The sum at the end of a residual block.</summary>
    public static string SumName(int block) => string.Create(CultureInfo.InvariantCulture, $"Sum.{block}");

    /// <summary>What flows into the first module; null where that embeds symbols.</summary>
    private Variable? Numbers() => _network.Settings.Features is > 0 and var features
        ? new Variable(new Matrix(_network.Samples, features, [.. _network.Features.ToArray().Select(number => (double)number)]))
        : null;

    // Embedding (where the inputs are symbols), Linear, blocks of a norm, an activation, dropout if there is any, and Linear, and what follows them.
    private Variable WithSkips()
    {
        var modules = _network.Modules;
        var next = _network.Settings.Features > 0 ? 1 : 2;
        var activations = modules.Take(next).Aggregate(Numbers(), Apply)!;
        for (var block = 0; block <= _network.Settings.Depth; block++, next += Architecture.ModulesOfBlock(_network.Settings))
        {
            var branch = modules.Skip(next).Take(Architecture.ModulesOfBlock(_network.Settings)).Aggregate(activations, Apply);
            activations = _layers.Sum(activations, branch);
            _variables.Add(SumName(block), activations);
        }

        return modules.Skip(next).Aggregate(activations, Apply);
    }

    private Variable Apply(Variable? input, ModuleInfo module)
    {
        var settings = _network.Settings;
        var output = module.Role switch
        {
            ModuleRole.Embedding => _layers.Embedding(Parameter("weight"), _network.Contexts, settings.Context),
            ModuleRole.Hidden or ModuleRole.Logits => _layers.Linear(_tape.Scale(_scaling.Forward(module), input!), Parameter("weight"), _variables.GetValueOrDefault(module.Name + ".bias")),
            ModuleRole.Norm => NormCatalogue.Of(settings).OnTape(_tape, input!, Parameter, settings.NormOptions),
            ModuleRole.Activation => ActivationCatalogue.Of(settings).OnTape(_tape, input!, settings.ActivationOptions),
            ModuleRole.Other => _tape.Multiply(input!, new Variable(_network.Noise(module))),
            _ => throw new ArgumentOutOfRangeException(nameof(module), module.Role, "There is no chain for this role."),
        };
        _variables.Add(module.Name, output);
        return output;

        Variable Parameter(string name) => _variables[$"{module.Name}.{name}"];
    }
}
