namespace Sweeps.Parquet.Tests.Hostile;

/// <summary>Reads what may be anything.</summary>
internal static class Reading
{
    private const long MaximumBytes = 1L << 30;

    /// <summary>The file is read or refused, without another exception and without taking much memory.</summary>
    /// <returns>Whether it was refused.</returns>
    public static bool MustEndWell(byte[] file)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            using var reader = ParquetReader.Open(new MemoryStream(file));
            for (var group = 0; group < reader.RowGroupCount; group++)
            {
                reader.ReadRowGroup(group);
                foreach (var column in reader.Schema.Columns)
                    reader.Statistics(group, column.Name);
            }

            return false;
        }
        catch (ParquetException)
        {
            return true;
        }
        finally
        {
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MaximumBytes);
        }
    }
}
