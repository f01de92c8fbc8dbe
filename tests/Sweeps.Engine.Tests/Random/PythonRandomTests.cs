using Sweeps.Numerics.Random;
using Sweeps.Tests;

namespace Sweeps.Engine.Tests.Random;

public class PythonRandomTests
{
    [Theory]
    [InlineData("embedded-names", "data/embedded/names.txt")]
    [InlineData("makemore-names", "data/names.txt")]
    [InlineData("spanish-surnames", "data/spanish-surnames.txt")]
    public void Shuffle_equals_Python(string list, string file)
    {
        var words = File.ReadAllLines(Repository.Shared(file));
        new PythonRandom(42).Shuffle<string>(words);
        Assert.Equal(Goldens.Load(list).GetProperty("python_shuffle_42_first_12").EnumerateArray().Select(w => w.GetString()), words[..12]);
    }

    // python3 -c "import random; random.seed(2**40 + 3); x = list(range(10)); random.shuffle(x); print(x)"
    [Fact]
    public void A_seed_of_more_than_32_bits_is_a_key_of_two_words()
    {
        int[] items = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
        new PythonRandom((1UL << 40) + 3).Shuffle<int>(items);
        Assert.Equal([8, 5, 6, 7, 9, 2, 4, 1, 0, 3], items);
    }
}
