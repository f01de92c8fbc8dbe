using System.Text;

namespace Sweeps.Core.Parameters.Hints;

/// <summary>A name in a form without case and separators: <c>learning-rate</c>, <c>LearningRate</c> and <c>learning_rate</c> are one.</summary>
internal static class FoldedName
{
    public static string Of(string name)
    {
        var folded = new StringBuilder(name.Length);
        foreach (var character in name)
            if (char.IsLetterOrDigit(character))
                folded.Append(char.ToLowerInvariant(character));
        return folded.ToString();
    }
}
