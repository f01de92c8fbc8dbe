namespace Sweeps.Core.Handlers;

/// <summary>Records which plugin's code each thread is executing, so that a plugin that ends the process can be named.</summary>
public static class PluginCall
{
    private static readonly Lock s_gate = new();
    private static readonly List<Place> s_places = [];

    [ThreadStatic]
    private static Place? t_place;

    /// <summary>The plugins whose code is being executed, for messages. While the process ends, they include the plugin whose thread ends it.</summary>
    public static IReadOnlyList<string> Current
    {
        get
        {
            lock (s_gate)
                return [.. s_places.Select(place => place.Whose).OfType<string>().Distinct(StringComparer.Ordinal)];
        }
    }

    /// <summary>Marks this thread as executing some code, until the scope ends.</summary>
    /// <param name="whose">The plugin, for messages; null for code of the product.</param>
    internal static Scope Enter(string? whose) => new(t_place ??= Register(), whose);

    private static Place Register()
    {
        var place = new Place();
        lock (s_gate)
            s_places.Add(place);
        return place;
    }

    internal readonly ref struct Scope
    {
        private readonly Place _place;
        private readonly string? _outer;

        public Scope(Place place, string? whose)
        {
            _place = place;
            _outer = place.Whose;
            place.Whose = whose;
        }

        public void Dispose() => _place.Whose = _outer;
    }

    /// <summary>The code that one thread is executing. Other threads read it.</summary>
    internal sealed class Place
    {
        private volatile string? _whose;

        public string? Whose
        {
            get => _whose;
            set => _whose = value;
        }
    }
}
