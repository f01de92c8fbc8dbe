namespace Sweeps.Engine.Products;

/// <summary>Which terms of its sums a tile adds, known when the tile is compiled.</summary>
internal interface IPartOfSum
{
    /// <summary>Whether the sums so far stand in C; otherwise they begin with 0.</summary>
    static abstract bool Continues { get; }

    /// <summary>Whether these are the last terms, after which the offset is added.</summary>
    static abstract bool Ends { get; }
}

/// <summary>All terms.</summary>
internal readonly struct WholeSum : IPartOfSum
{
    public static bool Continues => false;

    public static bool Ends => true;
}

/// <summary>The first ones.</summary>
internal readonly struct FirstTerms : IPartOfSum
{
    public static bool Continues => false;

    public static bool Ends => false;
}

/// <summary>Terms between others.</summary>
internal readonly struct MiddleTerms : IPartOfSum
{
    public static bool Continues => true;

    public static bool Ends => false;
}

/// <summary>The last ones.</summary>
internal readonly struct LastTerms : IPartOfSum
{
    public static bool Continues => true;

    public static bool Ends => true;
}
