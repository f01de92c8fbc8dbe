namespace Sweeps.Tables.Queries;

/// <summary>Answers SQL over tables. It reads nothing but these tables, changes nothing, and is asked once.</summary>
public interface IQueryEngine
{
    /// <summary>Answers one statement.</summary>
    /// <param name="sql">One <c>SELECT</c> (also <c>FROM …</c>, <c>DESCRIBE …</c>, <c>SUMMARIZE …</c>, which are forms of it) in the dialect of the engine.</param>
    /// <param name="tables">The tables that the statement may read, by their names.</param>
    /// <exception cref="QueryException">It is no single <c>SELECT</c>, or cannot be answered; the message says why.</exception>
    IQueryAnswer Ask(string sql, IReadOnlyList<QueryTable> tables);
}

/// <summary>A table that a statement may read.</summary>
/// <param name="Name">Its name in SQL.</param>
/// <param name="Verified">Checks the file and returns its path. It is called for the tables that the statement names, and its exceptions reach the caller.</param>
public sealed record QueryTable(string Name, Func<string> Verified);

/// <summary>The rows that answer a statement, read one after another. Not thread-safe.</summary>
public interface IQueryAnswer : IDisposable
{
    /// <summary>The columns, in order. Names may occur twice.</summary>
    IReadOnlyList<QueryColumn> Columns { get; }

    /// <summary>Goes to the next row, the first one at first.</summary>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="QueryException">It cannot be computed; the message says why.</exception>
    bool Read();

    /// <summary>A value of the current row.</summary>
    /// <param name="column">From 0 to the number of <see cref="Columns"/> − 1.</param>
    /// <returns>Null, or a <see cref="bool"/>, <see cref="long"/>, <see cref="float"/>, <see cref="double"/> or <see cref="string"/>. Types that are none of these are texts; so are whole numbers beyond <see cref="long"/>.</returns>
    object? Value(int column);
}

/// <summary>A column of an answer.</summary>
/// <param name="Name">As the statement gives it.</param>
/// <param name="Type">The name of the type in SQL, such as <c>DOUBLE</c>.</param>
/// <param name="IsNumber">Whether its values are numbers.</param>
public sealed record QueryColumn(string Name, string Type, bool IsNumber);
