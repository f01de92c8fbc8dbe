namespace Sweeps.Engine.Training;

/// <summary>What an update did to a network's parameters with a weight: what they were, and what was added. It takes memory when it is first asked for.</summary>
internal sealed unsafe class AppliedSteps(Parameter<float>[] parameters) : IDisposable
{
    private readonly Arena<float> _arena = new();
    private readonly Dictionary<Parameter<float>, (nint Before, nint Step)> _copies = [];

    /// <summary>Keeps the numbers as they are before the update.</summary>
    public void Keep()
    {
        foreach (var parameter in parameters)
        {
            if (!_copies.ContainsKey(parameter))
                _copies.Add(parameter, ((nint)_arena.Allocate(parameter.Length), (nint)_arena.Allocate(parameter.Length)));
            Numbers(parameter.Value, parameter).CopyTo(Numbers(Before(parameter), parameter));
        }
    }

    /// <summary>Takes the numbers after the update, less those before it, in float32.</summary>
    public void Take()
    {
        foreach (var parameter in parameters)
        {
            var before = Before(parameter);
            var step = Step(parameter);
            for (var i = 0; i < parameter.Length; i++)
                step[i] = parameter.Value[i] - before[i];
        }
    }

    /// <summary>The numbers before the update.</summary>
    public float* Before(Parameter<float> parameter) => (float*)_copies[parameter].Before;

    /// <summary>What was added to them.</summary>
    public float* Step(Parameter<float> parameter) => (float*)_copies[parameter].Step;

    public void Dispose() => _arena.Dispose();

    private static Span<float> Numbers(float* numbers, Parameter<float> parameter) => new(numbers, parameter.Length);
}
