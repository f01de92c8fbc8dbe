namespace Sweeps.Core.Handlers;

/// <summary>Which plugins' code threads are in: should it end the process, that can be told.</summary>
public static class PluginCall
{
    private static readonly Lock s_gate = new();
    private static readonly List<Place> s_places = [];

    [ThreadStatic]
    private static Place? t_place;

    /// <summary>Whose code some thread is in, for messages. Of a process that is being ended: the thread that ends it is among them.</summary>
    public static IReadOnlyList<string> Current
    {
        get
        {
            lock (s_gate)
                return [.. s_places.Select(place => place.Whose).OfType<string>().Distinct(StringComparer.Ordinal)];
        }
    }

    /// <summary>From here to the end of the scope this thread is in this code.</summary>
    /// <param name="whose">For messages; null for code of the product.</param>
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

    /// <summary>Of one thread; other threads read it.</summary>
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
