namespace Sweeps.Reports.Plots;

/// <summary>What a plot shows. What is null is chosen as the overview of the report chooses it.</summary>
public sealed record PlotRequest
{
    /// <summary>The parameter along the horizontal axis. <value>Default: of the parameters that vary and are numbers, the learning rate or else the one with the most values; without numbers, the first that varies.</value></summary>
    public string? X { get; init; }

    /// <summary>A measure, or another column of numbers. <value>Default <c>loss_end</c>.</value></summary>
    public string Y { get; init; } = "loss_end";

    /// <summary>The parameter of which each value is a series of its own. <value>Default: the first other parameter that varies and has at most eight values.</value></summary>
    public string? Color { get; init; }

    /// <summary>Whether there is one series alone, whatever varies.</summary>
    public bool IsWithoutColor { get; init; }

    /// <summary>The title. <value>Default: what is shown.</value></summary>
    public string? Title { get; init; }

    /// <summary>In pixels. <value>Default 800; 200 to 10,000.</value></summary>
    public int Width { get; init; } = 800;

    /// <summary>In pixels. <value>Default 500; 200 to 10,000.</value></summary>
    public int Height { get; init; } = 500;
}
