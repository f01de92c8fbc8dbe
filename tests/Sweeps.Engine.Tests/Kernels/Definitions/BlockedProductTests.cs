using Sweeps.Engine.Layers;
using Sweeps.Engine.Products;
using Sweeps.Numerics.Lanes;
using Sweeps.Numerics.Random;
using Sweeps.Training;

namespace Sweeps.Engine.Tests.Kernels.Definitions;

/// <summary>Products that are computed in parts give the bits of the definition: every element's terms are added one after another.</summary>
public sealed unsafe class BlockedProductTests
{
    /// <summary>Less and more than a part's terms, rows that no tile divides, and columns that do and do not fill strips and parts.</summary>
    public static TheoryData<int, int, int> Sizes => new()
    {
        { 33, 257, 256 }, { 47, 300, 240 }, { 70, 600, 80 }, { 96, 33, 1040 }, { 101, 512, 48 }, { 64, 1030, 64 },
    };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Elements_have_the_bits_of_the_definition(int rows, int terms, int columns)
    {
        foreach (var form in Enum.GetValues<Form>())
        {
            Compare<Lanes1<float>>(rows, terms, columns, form);
            Compare<Lanes128<float>>(rows, terms, columns, form);
            Compare<Lanes256<float>>(rows, terms, columns, form);
            Compare<Lanes512<float>>(rows, terms, columns, form);
        }
    }

    /// <summary>How A lies in memory: rows of terms, terms of rows, or neither side by side.</summary>
    private enum Form
    {
        TermsTogether,
        RowsTogether,
        Apart,
    }

    private static void Compare<V>(int rows, int terms, int columns, Form form)
        where V : unmanaged, ILanes<V, float>
    {
        using var arena = new Arena<float>();
        var generator = new TorchGenerator((ulong)(rows + terms));
        var (rowStride, termStride) = form switch
        {
            Form.TermsTogether => (terms + 3, 1),
            Form.RowsTogether => (1, rows),
            Form.Apart => (2, 2 * rows),
            _ => throw new ArgumentOutOfRangeException(nameof(form)),
        };
        var a = Numbers(1 + ((rows - 1) * rowStride) + ((terms - 1) * termStride));
        var b = Numbers(terms * columns);
        var offset = Numbers(rows);
        var c = arena.Allocate(rows, columns);
        var shape = new ProductShape { RowStride = rowStride, TermStride = termStride, BStride = columns, CStride = columns, OffsetStride = 1, Terms = terms };
        BlockedProduct<float, V>.Run(a, b, c, offset, rows, columns, in shape);

        var row = new float[terms];
        var column = new float[terms];
        for (var j = 0; j < columns; j += 7)
        {
            for (var k = 0; k < terms; k++)
                column[k] = b[(k * columns) + j];
            for (var i = 0; i < rows; i++)
            {
                for (var k = 0; k < terms; k++)
                    row[k] = a[(i * rowStride) + (k * termStride)];
                var expected = PlainProduct.Element<float>(row, column, offset[i], ArithmeticKind.Fast, isInTwoChains: false);
                Assert.Equal(BitConverter.SingleToInt32Bits(expected), BitConverter.SingleToInt32Bits(c[(i * columns) + j]));
            }
        }

        float* Numbers(int count)
        {
            var block = arena.Allocate(count);
            generator.Normal(new Span<float>(block, count));
            return block;
        }
    }
}
