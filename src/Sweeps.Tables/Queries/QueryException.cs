namespace Sweeps.Tables.Queries;

/// <summary>A statement cannot be answered. The message is for the user.</summary>
public class QueryException : Exception
{
    /// <summary>An exception with this message.</summary>
    /// <param name="message">A sentence for the user.</param>
    public QueryException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with this message and what led to it.</summary>
    /// <param name="message">A sentence for the user.</param>
    /// <param name="inner">The cause.</param>
    public QueryException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
