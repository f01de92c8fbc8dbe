using Sweeps.Numerics.Random;

namespace Sweeps.Engine.Initialisations;

/// <summary>Rows or columns, whichever are fewer, that are orthogonal to each other and as long as the gain.</summary>
internal sealed class Orthogonal : InitialisationDescriptor
{
    public override string Name => "orthogonal";

    public override IReadOnlyList<string> CalledElsewhere { get; } = ["orthogonal_", "ortho"];

    public override string Summary => "A random orthogonal matrix times the gain, as torch.nn.init.orthogonal_.";

    public override string Formula => "gain · Q of the QR decomposition of a standard normal matrix, with a positive diagonal of R";

    public override string Source => "Saxe, McClelland and Ganguli 2014";

    public override double Deviation(int fanIn, int fanOut, double gain, OptionValues options) => gain / Math.Sqrt(Math.Max(fanIn, fanOut));

    public override void Draw(TorchGenerator generator, Span<float> weights, int fanIn, int fanOut, double gain, OptionValues options)
    {
        generator.Normal(weights);
        // Vectors are columns of the drawn matrix or, where it is wide, its rows.
        var (vectors, length) = (Math.Min(fanIn, fanOut), Math.Max(fanIn, fanOut));
        var (apart, along) = fanOut < fanIn ? (fanIn, 1) : (1, fanIn);
        var q = new double[vectors][];
        for (var j = 0; j < vectors; j++)
        {
            var vector = q[j] = new double[length];
            for (var i = 0; i < length; i++)
                vector[i] = weights[(j * apart) + (i * along)];
            // Gram and Schmidt's process, in double precision and twice, so that what rounding leaves is not seen in float32.
            for (var pass = 0; pass < 2; pass++)
                for (var other = 0; other < j; other++)
                    Add(vector, q[other], -Dot(vector, q[other]));
            var norm = Math.Sqrt(Dot(vector, vector));
            for (var i = 0; i < length; i++)
                vector[i] /= norm;
        }

        for (var j = 0; j < vectors; j++)
            for (var i = 0; i < length; i++)
                weights[(j * apart) + (i * along)] = (float)(gain * q[j][i]);
    }

    private static double Dot(double[] left, double[] right)
    {
        var sum = 0.0;
        for (var i = 0; i < left.Length; i++)
            sum += left[i] * right[i];
        return sum;
    }

    private static void Add(double[] target, double[] vector, double factor)
    {
        for (var i = 0; i < target.Length; i++)
            target[i] += factor * vector[i];
    }
}
