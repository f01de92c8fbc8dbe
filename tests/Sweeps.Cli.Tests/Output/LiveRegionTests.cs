using Sweeps.Cli.Output;

namespace Sweeps.Cli.Tests.Output;

public sealed class LiveRegionTests
{
    [Fact]
    public void It_goes_up_by_the_lines_that_it_ended_and_never_by_none()
    {
        using var screen = new StringWriter();
        var region = new LiveRegion(screen);
        region.Clear();
        Assert.Equal("", screen.ToString());
        region.Draw(["one", "two"]);
        Assert.Equal("one\u001b[K\ntwo\u001b[K\n\u001b[J", Taken(screen));
        region.Draw(["one"]);
        Assert.Equal("\r\u001b[2Aone\u001b[K\n\u001b[J", Taken(screen));
        region.Clear();
        Assert.Equal("\r\u001b[1A\u001b[J", Taken(screen));
        region.Clear();
        Assert.Equal("", Taken(screen));
        region.Draw(["one", "two"]);
        region.Forget();
        screen.GetStringBuilder().Clear();
        region.Draw(["three"]);
        Assert.Equal("three\u001b[K\n\u001b[J", Taken(screen));
    }

    private static string Taken(StringWriter screen)
    {
        var text = screen.ToString();
        screen.GetStringBuilder().Clear();
        return text;
    }
}
