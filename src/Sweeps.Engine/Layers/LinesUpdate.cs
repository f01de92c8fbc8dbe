namespace Sweeps.Engine.Layers;

/// <summary>Changes these lines of a parameter as their gradient says.</summary>
internal delegate void LinesUpdate<T>(Parameter<T> parameter, int first, int count)
    where T : unmanaged;
